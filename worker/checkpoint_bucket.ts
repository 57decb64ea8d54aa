/** Checkpoints in a bucket of S3, or of a server that speaks the same. A policy of the bucket can forbid all deletion (object lock). */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { AlreadyKept, type CheckpointStore, isTenant, nameOf, sizeOf } from './checkpoint_store.ts';

type Place = {
  bucket: string;
  /** Without slashes at its ends; may be empty. */
  prefix: string;
  /** Address of the server; null for AWS, or what AWS_ENDPOINT_URL says. */
  endpoint: string | null;
};

/** A store in a bucket, with credentials and region from where the AWS SDK looks for them. */
export function checkpointBucket({ bucket, prefix, endpoint }: Place): CheckpointStore {
  const isElsewhere = endpoint !== null || Boolean(process.env['AWS_ENDPOINT_URL'] || process.env['AWS_ENDPOINT_URL_S3']);
  const client = new S3Client({
    ...(endpoint === null ? {} : { endpoint }),
    ...(isElsewhere ? { forcePathStyle: true, region: process.env['AWS_REGION'] || 'us-east-1' } : {}),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000 },
  });
  const keyOf = (...names: string[]) => [prefix, ...names].filter(Boolean).join('/');

  async function read(key: string): Promise<Buffer | null> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from(await Body!.transformToByteArray());
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
      throw error;
    }
  }

  /** Reads first, for servers that do not know If-None-Match; where they do, two writers at once cannot both win either. */
  async function writeOnce(key: string, content: Buffer): Promise<void> {
    let there = await read(key);
    if (there === null) {
      const put = { Bucket: bucket, Key: key, Body: content };
      try {
        await client.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
        return;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        // 501: it knows no conditions, and only the reading before stands in the way of an overwrite
        if (status === 501) return void (await client.send(new PutObjectCommand(put)));
        // 412: it is there; 409: somebody is writing it. The copy that won decides.
        if (status !== 409 && status !== 412) throw error;
        there = await read(key);
      }
    }
    if (there === null) throw new Error(`s3://${bucket}/${key} is being written by somebody else`);
    if (!there.equals(content)) throw new AlreadyKept(`s3://${bucket}/${key}`);
  }

  /** The largest size in a tenant's folder, of those from `least` on. */
  async function largest(tenant: string, least: bigint): Promise<bigint | null> {
    const folder = `${keyOf(tenant)}/`;
    const start = least > 0n ? { StartAfter: folder + nameOf(least - 1n, 'leaves') } : {};
    let size: bigint | null = null;
    let page: string | undefined;
    do {
      const { Contents = [], NextContinuationToken } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, ContinuationToken: page, ...start }));
      // the order of names is the order of sizes
      for (const { Key } of Contents) size = sizeOf(Key!.slice(folder.length)) ?? size;
      page = NextContinuationToken;
    } while (page !== undefined);
    return size;
  }

  return {
    place: `s3://${bucket}/${prefix}`,
    async tenants() {
      const folder = prefix === '' ? '' : `${prefix}/`;
      const names: string[] = [];
      let page: string | undefined;
      do {
        const { CommonPrefixes = [], NextContinuationToken } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, Delimiter: '/', ContinuationToken: page }));
        names.push(...CommonPrefixes.map(({ Prefix }) => Prefix!.slice(folder.length, -1)).filter(isTenant));
        page = NextContinuationToken;
      } while (page !== undefined);
      return names;
    },
    async newest(tenant, known) {
      const size = (await largest(tenant, known)) ?? (known > 0n ? await largest(tenant, 0n) : null);
      if (size === null) return null;
      const note = await read(keyOf(tenant, nameOf(size, 'checkpoint')));
      if (note === null) throw new Error(`the checkpoint ${size} of ${tenant} was listed in s3://${bucket} and is gone`);
      return { size, note: note.toString('utf8') };
    },
    async add(tenant, { size, note, leaves }) {
      await writeOnce(keyOf(tenant, nameOf(size, 'leaves')), leaves);
      await writeOnce(keyOf(tenant, nameOf(size, 'checkpoint')), Buffer.from(note));
    },
    close: () => client.destroy(),
  };
}
