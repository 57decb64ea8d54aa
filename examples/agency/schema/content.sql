-- What the agency makes and keeps: content, the assets of brands, and what everybody should know.

create table app.content_items (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  brand_id uuid,
  title text not null check (length(title) between 1 and 200),
  kind text not null check (kind in ('article', 'newsletter', 'social_post', 'video', 'landing_page')),
  status text not null default 'draft' check (status in ('draft', 'review', 'scheduled', 'published', 'archived')),
  body text not null default '',
  author_id uuid,
  publish_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint scheduled_has_a_time check (status <> 'scheduled' or publish_at is not null)
);
create index content_items_newest on app.content_items (tenant_id, workspace_id, created_at desc, id desc);
create index content_items_by_status on app.content_items (tenant_id, workspace_id, status, created_at desc, id desc);
comment on table app.content_items is 'Something written or filmed for a brand.';
comment on column app.content_items.brand_id is 'The brand it speaks for; null for the agency itself.';
comment on column app.content_items.title is 'Its headline, or a working title.';
comment on column app.content_items.kind is 'article, newsletter, social_post, video or landing_page.';
comment on column app.content_items.status is 'draft, review, scheduled, published; archived is kept and never changed again.';
comment on column app.content_items.body is 'Markdown; empty until somebody starts.';
comment on column app.content_items.author_id is 'The member who writes it; null when nobody does.';
comment on column app.content_items.publish_at is 'When it goes, or went, out; null while that is open.';

select tenet.protect('app.content_items');
select tenet.refer('app.content_items', 'brand_id', 'app.brands');
select tenet.refer('app.content_items', 'author_id', 'tenet.members');
select tenet.allow('app.content_items', 'update', when_ => $$ status <> 'archived' $$, check_ => 'true',
  reason => 'Archived content is the record of what was said; copy it to change it.');
select tenet.allow('app.content_items', 'delete', when_ => $$ status in ('draft', 'review') $$,
  reason => 'What went out, or is about to, is archived and not deleted.');

create table app.brand_assets (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  brand_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('logo', 'photo', 'font', 'template', 'video')),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size_bytes bigint not null check (size_bytes > 0),
  width_pixels integer check (width_pixels > 0),
  height_pixels integer check (height_pixels > 0),
  licensed_until date,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index brand_assets_newest on app.brand_assets (tenant_id, workspace_id, created_at desc, id desc);
create index brand_assets_by_kind on app.brand_assets (tenant_id, workspace_id, kind, created_at desc, id desc);
comment on table app.brand_assets is 'A file of a brand: logo, photo, font, template or video. Where the file itself lies is not kept here.';
comment on column app.brand_assets.brand_id is 'Whose asset it is.';
comment on column app.brand_assets.name is 'File name, with its extension.';
comment on column app.brand_assets.kind is 'logo, photo, font, template or video.';
comment on column app.brand_assets.media_type is 'For example image/png.';
comment on column app.brand_assets.size_bytes is 'Size of the file, in bytes.';
comment on column app.brand_assets.width_pixels is 'Null for what has no width, and for what scales.';
comment on column app.brand_assets.height_pixels is 'Null for what has no height, and for what scales.';
comment on column app.brand_assets.licensed_until is 'Last day on which it may be used; null for ever.';

select tenet.protect('app.brand_assets');
select tenet.refer('app.brand_assets', 'brand_id', 'app.brands');

create table app.knowledge_documents (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  title text not null check (length(title) between 1 and 200),
  collection text not null check (collection in ('handbook', 'playbook', 'client_notes', 'how_to')),
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  body text not null default '',
  author_id uuid,
  reviewed_on date,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index knowledge_documents_newest on app.knowledge_documents (tenant_id, workspace_id, created_at desc, id desc);
create index knowledge_documents_by_collection on app.knowledge_documents (tenant_id, workspace_id, collection, created_at desc, id desc);
create index knowledge_documents_by_title on app.knowledge_documents (tenant_id, workspace_id, title, id);
comment on table app.knowledge_documents is 'Something that everybody in the workspace should be able to look up.';
comment on column app.knowledge_documents.title is 'What it answers.';
comment on column app.knowledge_documents.collection is 'handbook, playbook, client_notes or how_to.';
comment on column app.knowledge_documents.status is 'draft, published, archived.';
comment on column app.knowledge_documents.body is 'Markdown; empty until somebody starts.';
comment on column app.knowledge_documents.author_id is 'The member who looks after it; null when nobody does.';
comment on column app.knowledge_documents.reviewed_on is 'The day on which somebody last said that it is still right; null when nobody has.';

select tenet.protect('app.knowledge_documents');
select tenet.refer('app.knowledge_documents', 'author_id', 'tenet.members');
