#!/usr/bin/env python3
"""Verifies an export of an audit trail. It needs this file and Python 3.9, no package, no network and no database.

docs/audit_trail.md describes the format. audit_verify.mjs is the same program in JavaScript: two programs that were written
apart from each other's libraries and agree on every answer are worth more than one. This one is slow, as it has its own Ed25519.
"""

import base64
import bisect
import hashlib
import json
import os
import re
import sys

USAGE = """Usage: audit_verify.py <export> [--checkpoint <file or folder>]… [--key <vkey or file of vkeys>]… [--json]

  <export>      the evidence export; - reads standard input
  --checkpoint  a checkpoint that you kept, or a folder of *.checkpoint files; *.leaves beside them tell the exact position
  --key         a key that may have signed the checkpoints: <name>+<id>+<base64>, or a file with one in each line
  --json        answer in one line of JSON

It ends with 0 when the trail is intact, 1 when it was tampered with, and 2 when it could not be read."""

# How things are written, as regular expressions. Everything has exactly one spelling, so no byte can change unseen.

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
HEX = "[0-9a-f]{64}"
POSITIVE = "[1-9][0-9]{0,14}"
NUMBER = f"0|{POSITIVE}"
# A JSON string as RFC 8785 spells it: whatever can stand for itself does, and every escape is the shortest.
PLAIN = r'[^"\\\x00-\x1f]*'
STRING = rf'"{PLAIN}(?:\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f])){PLAIN})*"'
ANY = f"(?:null|{STRING})"
LOG_NAME = "[!-*,-~]+"  # visible ASCII without a plus sign


def base64_of(characters):
    return f"[A-Za-z0-9+/]{{{characters - 2}}}[AEIMQUYcgkosw048]="  # no stray bits before the one pad


def whole(pattern):
    return re.compile(pattern, re.DOTALL).fullmatch


def an_object(**fields):
    return whole(r"\{" + ",".join(f'"{key}":{value}' for key, value in fields.items()) + r"\}")


# The lines of an export. The texts in them are quoted once more. A payload may be too long for an expression: see unquote().
TRAIL_LINE = an_object(tenant_id=f'"({UUID})"', trail='"tenet-audit-1"')
BATCH_LINE = an_object(batch=f"({STRING})", hash=f'"({HEX})"')
DISCLOSED_LINE = an_object(header=f"({STRING})", payload='(".*")', salt='"([0-9a-f]{32})"')
FORGOTTEN_LINE = an_object(commitment=f'"({HEX})"', header=f"({STRING})")
UNDISCLOSED_LINE = an_object(leaf=f'"({HEX})"')
CHECKPOINT_LINE = an_object(checkpoint=f"({STRING})")

EVENT_HEADER = an_object(
    action=f"({STRING})",
    actor_id=ANY,
    actor_kind=ANY,
    actor_name=ANY,
    at=f'"{TIME}"',
    behalf_of=ANY,
    category=f"({STRING})",
    credential_id=ANY,
    id=STRING,
    object_id=ANY,
    object_type=ANY,
    request_id=ANY,
    severity=STRING,
    tenant_id=f'"({UUID})"',
    v='"1"',
    workspace_id=f'"{UUID}"',
)

BATCH_HEADER = an_object(
    count=f'"({POSITIVE})"',
    first=f'"({NUMBER})"',
    number=f'"({POSITIVE})"',
    previous=f'"({HEX})"',
    root=f'"({HEX})"',
    sealed_at=f'"({TIME})"',
    tenant_id=f'"({UUID})"',
    v='"1"',
)

# A C2SP signed note: text, log, tenant, size, hash, batch, signatures. Its key has the log's name.
SIGNED_NOTE = whole(
    rf"(({LOG_NAME})/({UUID})\n({POSITIVE})\n({base64_of(44)})\nbatch ({POSITIVE})\n)\n((?:— \2 {base64_of(92)}\n)+)"
)
VERIFIER_KEY = whole(rf"({LOG_NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]{{44}})")


# Hashes.


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """The Merkle tree of RFC 9162, section 2.1.1, over leaf hashes that come one by one. It keeps one node for each level."""

    def __init__(self):
        self.size = 0
        self.peaks = []

    def add(self, leaf):
        rest = self.size
        while rest & 1:
            leaf = sha256(b"\x01", self.peaks.pop(), leaf)
            rest >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = sha256(b"\x01", left, root)
        return root


# Ed25519 of RFC 8032, section 5.1. A point is (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z. Nothing here is secret, so time may show.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQUARE_ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add_points(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def multiply(scalar, point):
    result = NEUTRAL
    while scalar > 0:
        if scalar & 1:
            result = add_points(result, point)
        point = add_points(point, point)
        scalar >>= 1
    return result


def decode_point(encoded):
    """The point of 32 bytes; None when they are none, or not its one canonical spelling."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * SQUARE_ROOT_OF_MINUS_1 % P
    if x * x % P != square or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def encode_point(point):
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signature(public_key, message, signature):
    """Whether 64 bytes are a signature. R is compared as bytes, so only its canonical spelling passes."""
    point = decode_point(public_key)
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(r + public_key + message).digest(), "little") % ORDER
    negative = (P - point[0], point[1], point[2], P - point[3])
    return encode_point(add_points(multiply(s, BASE), multiply(challenge, negative))) == r


# Checkpoints and keys.


def parse_key(text):
    """Reads a verifier key as C2SP writes it; raises ValueError when it is none."""
    found = VERIFIER_KEY(text)
    if found:
        name, key_id, encoded = found.groups()
        key = base64.b64decode(encoded)
        if key[0] == 1 and sha256(name.encode(), b"\n", key)[:4].hex() == key_id:
            return name, bytes.fromhex(key_id), key[1:]
    raise ValueError(f"This is not an Ed25519 key of the form <name>+<id>+<base64>: {text}")


class Checkpoint:
    def __init__(self, text, log, tenant, size, encoded_hash, batch, signatures):
        self.text, self.log, self.tenant = text, log, tenant
        self.size, self.hash, self.batch = int(size), base64.b64decode(encoded_hash).hex(), int(batch)
        self.signed = [base64.b64decode(line.split(" ")[2]) for line in signatures.splitlines()]

    def is_signed(self, keys):
        """Whether one of the keys signed it, and every signature that claims to be of one of them is."""
        checked = []
        for signature in self.signed:
            for name, key_id, public_key in keys:
                if name == self.log and key_id == signature[:4]:
                    checked.append(is_signature(public_key, self.text.encode(), signature[4:]))
                    break
        return len(checked) > 0 and all(checked)


# What says that something was deleted by the rules.


def is_range(value):
    # Numbers were read as floating point, as JavaScript has them.
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(end, float) and end.is_integer() and abs(end) < 2**53 for end in value)
        and 0 <= value[0] <= value[1]
    )


def first_uncovered(runs, covers):
    """The first position of the ascending runs [from, to] that no cover [from, to] contains, or None."""
    covers.sort(key=lambda cover: cover[0])
    following, end = 0, 0
    for position, last in runs:
        while position <= last:
            while following < len(covers) and covers[following][0] <= position:
                end = max(end, covers[following][1] + 1)
                following += 1
            if end <= position:
                return position
            position = end
    return None


# The trail.

LONGEST = 16 << 20
TOO_LONG = "The line does not end, or not within 16 MiB."


class Tampered(Exception):
    def __init__(self, answer):
        super().__init__(answer["reason"])
        self.answer = answer


class Batch:
    def __init__(self, number, first, count, root, line):
        self.number, self.first, self.count, self.root, self.line = number, first, count, root, line
        self.tree = Tree()


class Trail:
    """Follows an export from line to line, and raises Tampered at the first thing that does not fit."""

    def __init__(self, keys, kept):
        self.keys = keys
        self.kept = kept
        self.line = 0
        self.tenant = None
        self.batch = None  # the newest
        self.firsts = []  # position of the first event of every batch
        self.position = 0  # of the next event
        self.head = "0" * 64  # hash of the newest batch
        self.sealed_at = ""
        self.is_complete = False
        self.disclosed = 0
        self.undisclosed = 0
        self.forgotten = []  # runs of positions
        self.covers = []  # ranges that say they were forgotten
        self.pruned = 0  # batches
        self.pruned_events = 0
        self.told = 0  # batches whose pruning the newest event announces, done or not
        self.agreed = 0  # as many events have a checkpoint outside that agrees
        self.compared = 0  # kept checkpoints
        self.leaves = None  # those of the next kept checkpoint
        self.difference = None  # first position since then whose leaf is not the one kept

    def read(self, line):
        self.line += 1
        if len(line) > LONGEST + 1 or not line.endswith(b"\n"):
            self.fail(TOO_LONG, **self.here())
        try:
            text = line[:-1].decode()
        except UnicodeDecodeError:
            self.fail("The line is not UTF-8.", **self.here())
        if self.line == 1:
            return self.begin(TRAIL_LINE(text))
        if self.is_complete:
            self.fail("Something follows the checkpoint, which is the last line.")
        found = DISCLOSED_LINE(text)
        if found:
            return self.add_disclosed(json.loads(found[1]), self.unquote(found[2]), found[3])
        found = FORGOTTEN_LINE(text)
        if found:
            return self.add_forgotten(json.loads(found[2]), found[1])
        found = UNDISCLOSED_LINE(text)
        if found:
            return self.add_undisclosed(found[1])
        found = BATCH_LINE(text)
        if found:
            return self.add_batch(json.loads(found[1]), found[2])
        found = CHECKPOINT_LINE(text)
        if found:
            return self.finish(json.loads(found[1]))
        self.fail("The line is not written as the format says.", **self.here())

    def end(self):
        self.line += 1
        if not self.is_complete:
            self.fail("The export ends before its checkpoint: it was cut off.", position=self.position)
        return {
            "anchored": len(self.keys) > 0,
            "batches": self.batch.number,
            "checkpoints": self.compared,
            "disclosed": self.disclosed,
            "events": self.position,
            "forgotten": sum(last - first + 1 for first, last in self.forgotten),
            "head": self.head,
            "ok": True,
            "pruned": self.pruned,
            "tenant_id": self.tenant,
            "undisclosed": self.undisclosed,
        }

    def begin(self, found):
        if not found:
            self.fail("The first line is not that of a trail of the format tenet-audit-1.")
        self.tenant = found[1]
        opened = [(self.read_checkpoint(f"The kept checkpoint {name}", note), leaves) for name, note, leaves in self.kept]
        self.kept = sorted(opened, key=lambda kept: kept[0].size)

    def add_batch(self, header, batch_hash):
        self.close_batch()
        expected = len(self.firsts) + 1
        place = {"batch": expected, "position": self.position}
        found = BATCH_HEADER(header)
        if not found:
            self.fail("The batch header is not written as the format says.", **place)
        count, first, number, previous, root, sealed_at, tenant = found.groups()
        if sha256(b"\x02", header.encode()).hex() != batch_hash:
            self.fail("The hash of the batch is not that of its header.", **place)
        if tenant != self.tenant:
            self.fail(f"The batch is of another tenant, {tenant}.", **place)
        if number != str(expected):
            self.fail(f"Batch {number} stands where batch {expected} is due.", **place)
        if first != str(self.position):
            self.fail(f"The batch begins at position {first} instead of {self.position}.", **place)
        if previous != self.head:
            self.fail("The batch does not name the hash of the batch before it.", **place)
        if sealed_at < self.sealed_at:
            self.fail("The batch was sealed earlier than the batch before it.", **place)
        self.firsts.append(self.position)
        self.batch = Batch(expected, self.position, int(count), root, self.line)
        self.head = batch_hash
        self.sealed_at = sealed_at

    def add_disclosed(self, header, payload, salt):
        action, category = self.read_event(header)
        if category == '"deletion"' and action == '"audit.payloads_forgotten"':
            positions = self.read_payload(payload).get("positions")
            if not isinstance(positions, list) or not all(map(is_range, positions)):
                self.fail("The event does not say which positions were forgotten.", **self.here())
            for first, last in positions:
                self.covers.append((int(first), min(int(last), self.position - 1)))  # only what came before it
        elif category == '"deletion"' and action == '"audit.events_pruned"':
            batches = self.read_payload(payload).get("batches")
            if not is_range(batches) or batches[0] != 1:
                self.fail("The event does not say which batches were pruned.", **self.here())
            self.told = int(batches[1])
        self.disclosed += 1
        self.add_leaf(leaf_of(header, sha256(bytes.fromhex(salt), payload.encode())))

    def add_forgotten(self, header, commitment):
        action, category = self.read_event(header)
        if category == '"deletion"' and action in ('"audit.payloads_forgotten"', '"audit.events_pruned"'):
            self.fail("The payload of an event that accounts for a deletion is missing.", **self.here())
        if self.forgotten and self.forgotten[-1][1] == self.position - 1:
            self.forgotten[-1][1] = self.position
        else:
            self.forgotten.append([self.position, self.position])
        self.add_leaf(leaf_of(header, bytes.fromhex(commitment)))

    def add_undisclosed(self, leaf):
        self.expect_event()
        self.undisclosed += 1
        self.add_leaf(bytes.fromhex(leaf))

    def read_event(self, header):
        self.expect_event()
        found = EVENT_HEADER(header)
        if not found:
            self.fail("The event header is not written as the format says.", **self.here())
        action, category, tenant = found.groups()
        if tenant != self.tenant:
            self.fail(f"The event is of another tenant, {tenant}.", **self.here())
        return action, category

    def expect_event(self):
        if self.batch is None:
            self.fail("An event stands before the first batch.", **self.here())
        if self.batch.tree.size == self.batch.count:
            self.fail(f"Batch {self.batch.number} has more events than its {self.batch.count}.", **self.here())

    def add_leaf(self, leaf):
        if self.compared < len(self.kept):
            checkpoint, leaves = self.kept[self.compared]
            if self.leaves is None:
                self.leaves = leaves()
            offset = 32 * (self.position - checkpoint.size) + len(self.leaves)  # they end at the checkpoint's size
            if 0 <= offset < len(self.leaves) and leaf != self.leaves[offset : offset + 32] and self.difference is None:
                self.difference = self.position
        self.batch.tree.add(leaf)
        self.position += 1

    def close_batch(self):
        """Nothing more belongs to the newest batch: its events are there, or all of them were pruned, as in every batch before."""
        if self.batch is None:
            return
        batch = self.batch
        place = {"batch": batch.number, "line": batch.line, "position": batch.first}
        if batch.tree.size == 0:
            if self.pruned < batch.number - 1:
                self.fail(f"Batch {batch.number} has no events, and one before it has.", **place)
            self.pruned = batch.number
            self.position = self.pruned_events = batch.first + batch.count
        else:
            if batch.tree.size < batch.count:
                self.fail(f"Batch {batch.number} has {batch.tree.size} events instead of {batch.count}.", **place)
            if batch.tree.root().hex() != batch.root:
                self.fail(f"The events of batch {batch.number} do not make its root.", **place)
        while self.compared < len(self.kept) and self.kept[self.compared][0].size <= self.position:
            self.compare(self.kept[self.compared][0])
            self.compared += 1

    def compare(self, checkpoint):
        """Compares the trail as far as it was read with a checkpoint that is not larger."""
        size = checkpoint.size
        if size != self.position or checkpoint.hash != self.head or checkpoint.batch != self.batch.number:
            reason = f"The checkpoint of size {size} disagrees: positions {self.agreed} to {size - 1} are not what was sealed."
            self.fail(reason, **self.locate(self.agreed))
        self.agreed = size
        self.leaves = self.difference = None  # the checkpoint is signed, the leaves are not

    def finish(self, note):
        self.close_batch()
        if self.batch is None:
            self.fail("The export has no batch.")
        checkpoint = self.read_checkpoint("The checkpoint", note)
        for other in [checkpoint] + [kept for kept, _ in self.kept[self.compared :]]:
            if other.size > self.position:
                reason = f"A checkpoint speaks of {other.size} events, the export ends after {self.position}."
                self.fail(reason, position=self.position)
        if checkpoint.size < self.position:
            self.fail(f"The checkpoint is an older one, of size {checkpoint.size}.", **self.locate(checkpoint.size))
        self.compare(checkpoint)
        self.account()
        self.is_complete = True

    def account(self):
        """Is what is missing accounted for in the trail itself?"""
        position = first_uncovered(self.forgotten, self.covers)
        if position is not None:
            self.fail("The payload is missing, and no later event says that it was forgotten.", **self.locate(position))
        if self.told < self.pruned:
            place = self.locate(self.firsts[self.told])
            self.fail("The events of the batch are missing, and no event says that they were pruned.", **place)

    def read_checkpoint(self, what, text):
        found = SIGNED_NOTE(text)
        if not found:
            self.fail(f"{what} is not written as the format says.")
        checkpoint = Checkpoint(*found.groups())
        if checkpoint.tenant != self.tenant:
            self.fail(f"{what} is of another tenant, {checkpoint.tenant}.")
        if self.keys and not checkpoint.is_signed(self.keys):
            self.fail(f"{what} is not signed by a given key.")
        return checkpoint

    def read_payload(self, payload):
        def refuse(constant):
            raise ValueError(constant)  # NaN and Infinity are no JSON

        try:
            value = json.loads(payload, parse_int=float, parse_constant=refuse)
        except (ValueError, RecursionError):
            self.fail("The payload is not JSON.", **self.here())
        return value if isinstance(value, dict) else {}

    def unquote(self, quoted):
        """The text of a JSON string, which must be spelled as RFC 8785 says."""
        try:
            text = json.loads(quoted)
            if json.dumps(text, ensure_ascii=False) == quoted:
                return text
        except ValueError:
            pass  # it is not JSON at all
        self.fail("The payload is not written as the format says.", **self.here())

    def here(self):
        """Where the next event is due."""
        return {"batch": self.batch.number if self.batch else None, "position": None if self.tenant is None else self.position}

    def locate(self, position):
        """Where an event stood that was read, or the batch of one that was pruned."""
        batch = bisect.bisect_right(self.firsts, position)
        return {"batch": batch, "line": 1 + batch + max(0, position + 1 - self.pruned_events), "position": position}

    def fail(self, reason, batch=None, line=None, position=None):
        if self.difference is not None:
            batch, line, position = self.locate(self.difference).values()
            reason = f"Position {position} is the first whose leaf is not the one kept outside."
        line = self.line if line is None else line
        raise Tampered({"batch": batch, "line": line, "ok": False, "position": position, "reason": reason})


def leaf_of(header, commitment):
    return sha256(b"\x00", header.encode(), commitment)


def verify(stream, keys=(), kept=()):
    """Verifies an export, read from a binary stream. keys are vkeys; kept are checkpoints, (name, note, leaves), where leaves returns
    the leaf hashes up to its size, as far back as there are any. Returns what is printed with --json."""
    if kept and not keys:
        raise ValueError("A kept checkpoint proves nothing without the key that signed it: give --key too.")
    trail = Trail([parse_key(key) for key in keys], list(kept))
    try:
        for line in iter(lambda: stream.readline(LONGEST + 2), b""):
            trail.read(line)
        return trail.end()
    except Tampered as tampered:
        return tampered.answer


# The program.


def run(argv):
    """Runs the program with the arguments of a command line; returns its exit code."""
    try:
        exports, checkpoints, keys, is_json = [], [], [], False
        rest = list(argv)
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            if word == "--help":
                print(USAGE)
                return 0
            if word == "--json":
                is_json = True
            elif name in ("--checkpoint", "--key"):
                if not equals and not rest:
                    raise ValueError(f"{name} needs a value.\n\n{USAGE}")
                (checkpoints if name == "--checkpoint" else keys).append(value if equals else rest.pop(0))
            elif word.startswith("-") and word != "-":
                raise ValueError(f"There is no option {word}.\n\n{USAGE}")
            else:
                exports.append(word)
        if len(exports) != 1:
            raise ValueError(f"Say which export to verify.\n\n{USAGE}")
        keys = [key for value in keys for key in read_keys(value)]
        kept = [checkpoint for path in checkpoints for checkpoint in read_kept(path)]
        if exports[0] == "-":
            answer = verify(sys.stdin.buffer, keys, kept)
        else:
            with open(exports[0], "rb") as stream:
                answer = verify(stream, keys, kept)
        print(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) if is_json else in_words(answer))
        return 0 if answer["ok"] else 1
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2


def read_keys(value):
    if VERIFIER_KEY(value):
        return [value]
    with open(value, encoding="utf-8") as lines:
        keys = [line.strip() for line in lines if line.strip()]
    if not keys:
        raise ValueError(f"There is no key in {value}.")
    return keys


def read_kept(path):
    if os.path.isdir(path):
        names = sorted(name for name in os.listdir(path) if name.endswith(".checkpoint"))
        if not names:
            raise ValueError(f"There is no *.checkpoint in {path}.")
        return [checkpoint for name in names for checkpoint in read_kept(os.path.normpath(os.path.join(path, name)))]
    with open(path, encoding="utf-8", errors="replace", newline="") as note:
        return [(path, note.read(), lambda: read_leaves(re.sub(r"\.checkpoint\Z", ".leaves", path)))]


def read_leaves(path):
    if not path.endswith(".leaves") or not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        leaves = file.read()
    if len(leaves) % 32 != 0:
        raise ValueError(f"{path} is no list of leaf hashes: its length is no multiple of 32 bytes.")
    return leaves


def in_words(answer):
    if not answer["ok"]:
        place = [f"{name} {answer[name]}" for name in ("line", "batch", "position") if answer[name] is not None]
        return f"Tampered with at {', '.join(place)}: {answer['reason']}"
    outside = "Nothing outside vouches for it: no key was given, and whoever wrote the export may have written all of it anew."
    if answer["anchored"]:
        outside = f"Its checkpoint is signed by a given key. Kept checkpoints that agree: {answer['checkpoints']}."
    return (
        f"Intact: the trail of tenant {answer['tenant_id']}.\n"
        f"Events {answer['events']}: disclosed {answer['disclosed']}, payload forgotten {answer['forgotten']}, "
        f"not disclosed {answer['undisclosed']}. Batches {answer['batches']}, pruned {answer['pruned']}.\n"
        f"Hash of the newest batch: {answer['head']}\n{outside}"
    )


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
