import { z } from 'zod';
import { type Api, api, LarkError } from './method.js';

const mostImageBytes = 10 * 1_024 * 1_024;
const mostFileBytes = 30 * 1_024 * 1_024;
const scopes = ['im:resource', 'im:resource:upload'];
/** The SDK sends a picture's bytes without a name for them: then the part is read as text. */
const part = z.union([z.instanceof(Blob).transform((blob) => blob.size), z.string().transform((text) => text.length)]);

export const resourceApis: readonly Api[] = [
  api({
    name: 'im.image.create',
    verb: 'POST',
    path: 'im/v1/images',
    scopes,
    form: 'multipart',
    body: { image_type: z.enum(['message', 'avatar']), image: part },
    run({ world, app, body }) {
      const size = body.image;
      if (size === 0) throw new LarkError(234010, "File's size can't be 0.");
      if (size > mostImageBytes) throw new LarkError(234006, 'The file size exceed the max value.');
      const image_key = world.id('img_v3_');
      app.uploads.set(image_key, { kind: 'image', name: '', bytes: size });
      return { data: { image_key } };
    },
  }),
  api({
    name: 'im.file.create',
    verb: 'POST',
    path: 'im/v1/files',
    scopes,
    form: 'multipart',
    body: {
      file_type: z.enum(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']),
      file_name: z.string().min(1),
      duration: z.string().optional(),
      file: part,
    },
    run({ world, app, body }) {
      const size = body.file;
      if (size === 0) throw new LarkError(234010, "File's size can't be 0.");
      if (size > mostFileBytes) throw new LarkError(234006, 'The file size exceed the max value.');
      const file_key = world.id('file_v3_');
      app.uploads.set(file_key, { kind: body.file_type, name: body.file_name, bytes: size });
      return { data: { file_key } };
    },
  }),
];
