"""Runs audit_verify.py many times in one process: one JSON list of arguments a line comes in, one {"code","stdout","stderr"} goes out."""

import contextlib
import io
import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import audit_verify  # noqa: E402

for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = audit_verify.run(json.loads(line))
    print(json.dumps({"code": code, "stdout": out.getvalue(), "stderr": err.getvalue()}))
