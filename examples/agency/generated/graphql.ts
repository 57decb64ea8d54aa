/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A filter to be used against `ApiKey` object types. All fields are combined with a logical ‘and.’ */
export type ApiKeyFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<ApiKeyFilter> | null | undefined;
  /** Filter by the object’s `createdBy` field. */
  createdBy?: UuidFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `memberByCreatedBy` relation. */
  memberByCreatedBy?: MemberFilter | null | undefined;
  /** Filter by the object’s `memberByRevokedBy` relation. */
  memberByRevokedBy?: MemberFilter | null | undefined;
  /** A related `memberByRevokedBy` exists. */
  memberByRevokedByExists?: boolean | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: ApiKeyFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<ApiKeyFilter> | null | undefined;
  /** Filter by the object’s `publicId` field. */
  publicId?: StringFilter | null | undefined;
  /** Filter by the object’s `role` field. */
  role?: StringFilter | null | undefined;
};

/** A filter to be used against `AuditEvent` object types. All fields are combined with a logical ‘and.’ */
export type AuditEventFilter = {
  /** Filter by the object’s `action` field. */
  action?: StringFilter | null | undefined;
  /** Filter by the object’s `actorId` field. */
  actorId?: UuidFilter | null | undefined;
  /** Filter by the object’s `actorKind` field. */
  actorKind?: StringFilter | null | undefined;
  /** Filter by the object’s `actorName` field. */
  actorName?: StringFilter | null | undefined;
  /** Checks for all expressions in this list. */
  and?: Array<AuditEventFilter> | null | undefined;
  /** Filter by the object’s `at` field. */
  at?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `behalfOf` field. */
  behalfOf?: UuidFilter | null | undefined;
  /** Filter by the object’s `category` field. */
  category?: StringFilter | null | undefined;
  /** Filter by the object’s `credentialId` field. */
  credentialId?: UuidFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: AuditEventFilter | null | undefined;
  /** Filter by the object’s `objectId` field. */
  objectId?: StringFilter | null | undefined;
  /** Filter by the object’s `objectType` field. */
  objectType?: StringFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<AuditEventFilter> | null | undefined;
  /** Filter by the object’s `requestId` field. */
  requestId?: StringFilter | null | undefined;
  /** Filter by the object’s `severity` field. */
  severity?: StringFilter | null | undefined;
};

/** A filter to be used against Boolean fields. All fields are combined with a logical ‘and.’ */
export type BooleanFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: boolean | null | undefined;
  /** Equal to the specified value. */
  equalTo?: boolean | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: boolean | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: boolean | null | undefined;
  /** Included in the specified list. */
  in?: Array<boolean> | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: boolean | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: boolean | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: boolean | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: boolean | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<boolean> | null | undefined;
};

/** A filter to be used against `BrandAsset` object types. All fields are combined with a logical ‘and.’ */
export type BrandAssetFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<BrandAssetFilter> | null | undefined;
  /** Filter by the object’s `brand` relation. */
  brand?: BrandFilter | null | undefined;
  /** Filter by the object’s `brandId` field. */
  brandId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `kind` field. */
  kind?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: BrandAssetFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<BrandAssetFilter> | null | undefined;
};

/** A filter to be used against `Brand` object types. All fields are combined with a logical ‘and.’ */
export type BrandFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<BrandFilter> | null | undefined;
  /** Filter by the object’s `brandAssets` relation. */
  brandAssets?: BrandToManyBrandAssetFilter | null | undefined;
  /** Some related `brandAssets` exist. */
  brandAssetsExist?: boolean | null | undefined;
  /** Filter by the object’s `contentItems` relation. */
  contentItems?: BrandToManyContentItemFilter | null | undefined;
  /** Some related `contentItems` exist. */
  contentItemsExist?: boolean | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: BrandFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<BrandFilter> | null | undefined;
};

/** A filter to be used against many `BrandAsset` object types. All fields are combined with a logical ‘and.’ */
export type BrandToManyBrandAssetFilter = {
  /** Every related `BrandAsset` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: BrandAssetFilter | null | undefined;
  /** No related `BrandAsset` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: BrandAssetFilter | null | undefined;
  /** Some related `BrandAsset` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: BrandAssetFilter | null | undefined;
};

/** A filter to be used against many `ContentItem` object types. All fields are combined with a logical ‘and.’ */
export type BrandToManyContentItemFilter = {
  /** Every related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: ContentItemFilter | null | undefined;
  /** No related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: ContentItemFilter | null | undefined;
  /** Some related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: ContentItemFilter | null | undefined;
};

/** A filter to be used against `Company` object types. All fields are combined with a logical ‘and.’ */
export type CompanyFilter = {
  /** Filter by the object’s `accountManager` relation. */
  accountManager?: MemberFilter | null | undefined;
  /** A related `accountManager` exists. */
  accountManagerExists?: boolean | null | undefined;
  /** Filter by the object’s `accountManagerId` field. */
  accountManagerId?: UuidFilter | null | undefined;
  /** Checks for all expressions in this list. */
  and?: Array<CompanyFilter> | null | undefined;
  /** Filter by the object’s `contacts` relation. */
  contacts?: CompanyToManyContactFilter | null | undefined;
  /** Some related `contacts` exist. */
  contactsExist?: boolean | null | undefined;
  /** Filter by the object’s `country` relation. */
  country?: CountryFilter | null | undefined;
  /** Filter by the object’s `countryCode` field. */
  countryCode?: StringFilter | null | undefined;
  /** A related `country` exists. */
  countryExists?: boolean | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `leads` relation. */
  leads?: CompanyToManyLeadFilter | null | undefined;
  /** Some related `leads` exist. */
  leadsExist?: boolean | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: CompanyFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<CompanyFilter> | null | undefined;
  /** Filter by the object’s `status` field. */
  status?: StringFilter | null | undefined;
  /** Filter by the object’s `tasks` relation. */
  tasks?: CompanyToManyTaskFilter | null | undefined;
  /** Some related `tasks` exist. */
  tasksExist?: boolean | null | undefined;
  /** Filter by the object’s `tickets` relation. */
  tickets?: CompanyToManyTicketFilter | null | undefined;
  /** Some related `tickets` exist. */
  ticketsExist?: boolean | null | undefined;
};

/** An input for mutations affecting `Company` */
export type CompanyInput = {
  /** The member who looks after the company; null when nobody does. */
  accountManagerId?: string | null | undefined;
  /** City of the head office; null when unknown. */
  city?: string | null | undefined;
  /** Country of the head office; null when unknown. */
  countryCode?: string | null | undefined;
  /** Mail and web domain, lower case; null when unknown. */
  domain?: string | null | undefined;
  /** People employed; null when unknown. */
  headcount?: number | null | undefined;
  /** In the agency's own words, for example "Retail". */
  industry: string;
  /** As the company writes it, without its legal form. */
  name: string;
  /** prospect: not yet a client. client: there is a contract. former: there was one. */
  status?: string | null | undefined;
};

/** Methods to use when ordering `Company`. */
export type CompanyOrderBy =
  | 'ACCOUNT_MANAGER_ID_ASC'
  | 'ACCOUNT_MANAGER_ID_DESC'
  | 'COUNTRY_CODE_ASC'
  | 'COUNTRY_CODE_DESC'
  | 'CREATED_AT_ASC'
  | 'CREATED_AT_DESC'
  | 'ID_ASC'
  | 'ID_DESC'
  | 'NAME_ASC'
  | 'NAME_DESC'
  | 'NATURAL'
  | 'PRIMARY_KEY_ASC'
  | 'PRIMARY_KEY_DESC'
  | 'STATUS_ASC'
  | 'STATUS_DESC';

/** A filter to be used against many `Contact` object types. All fields are combined with a logical ‘and.’ */
export type CompanyToManyContactFilter = {
  /** Every related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: ContactFilter | null | undefined;
  /** No related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: ContactFilter | null | undefined;
  /** Some related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: ContactFilter | null | undefined;
};

/** A filter to be used against many `Lead` object types. All fields are combined with a logical ‘and.’ */
export type CompanyToManyLeadFilter = {
  /** Every related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: LeadFilter | null | undefined;
  /** No related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: LeadFilter | null | undefined;
  /** Some related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: LeadFilter | null | undefined;
};

/** A filter to be used against many `Task` object types. All fields are combined with a logical ‘and.’ */
export type CompanyToManyTaskFilter = {
  /** Every related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TaskFilter | null | undefined;
  /** No related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TaskFilter | null | undefined;
  /** Some related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TaskFilter | null | undefined;
};

/** A filter to be used against many `Ticket` object types. All fields are combined with a logical ‘and.’ */
export type CompanyToManyTicketFilter = {
  /** Every related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TicketFilter | null | undefined;
  /** No related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TicketFilter | null | undefined;
  /** Some related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TicketFilter | null | undefined;
};

/** A filter to be used against `Contact` object types. All fields are combined with a logical ‘and.’ */
export type ContactFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<ContactFilter> | null | undefined;
  /** Filter by the object’s `company` relation. */
  company?: CompanyFilter | null | undefined;
  /** A related `company` exists. */
  companyExists?: boolean | null | undefined;
  /** Filter by the object’s `companyId` field. */
  companyId?: UuidFilter | null | undefined;
  /** Filter by the object’s `country` relation. */
  country?: CountryFilter | null | undefined;
  /** Filter by the object’s `countryCode` field. */
  countryCode?: StringFilter | null | undefined;
  /** A related `country` exists. */
  countryExists?: boolean | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `lastSeenAt` field. */
  lastSeenAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `leads` relation. */
  leads?: ContactToManyLeadFilter | null | undefined;
  /** Some related `leads` exist. */
  leadsExist?: boolean | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: ContactFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<ContactFilter> | null | undefined;
  /** Filter by the object’s `status` field. */
  status?: StringFilter | null | undefined;
  /** Filter by the object’s `tickets` relation. */
  tickets?: ContactToManyTicketFilter | null | undefined;
  /** Some related `tickets` exist. */
  ticketsExist?: boolean | null | undefined;
};

/** An input for mutations affecting `Contact` */
export type ContactInput = {
  /** Null when unknown. */
  city?: string | null | undefined;
  /** Where the person works; null for a private person. */
  companyId?: string | null | undefined;
  /** Null when unknown. */
  countryCode?: string | null | undefined;
  /** Personal data. Null when unknown. */
  dateOfBirth?: string | null | undefined;
  /** Personal data. Null when unknown. */
  email?: string | null | undefined;
  /** Null when unknown. */
  jobTitle?: string | null | undefined;
  /** When the person last wrote, called or opened something; retention counts from here. */
  lastSeenAt?: string | null | undefined;
  /** Whether the person agreed to receive newsletters. */
  marketingConsent?: boolean | null | undefined;
  /** Full name, in the order the person uses. */
  name: string;
  /** Personal data: tax or social security number, for contracts with freelancers. Null for all others. */
  nationalId?: string | null | undefined;
  /** Personal data, in international form with a leading +. Null when unknown. */
  phone?: string | null | undefined;
  /** Personal data. Null when unknown. */
  postalCode?: string | null | undefined;
  /** active, or archived: kept, but changed no more. */
  status?: string | null | undefined;
  /** Personal data: street and number. Null when unknown. */
  street?: string | null | undefined;
};

/** Methods to use when ordering `Contact`. */
export type ContactOrderBy =
  | 'COMPANY_ID_ASC'
  | 'COMPANY_ID_DESC'
  | 'COUNTRY_CODE_ASC'
  | 'COUNTRY_CODE_DESC'
  | 'CREATED_AT_ASC'
  | 'CREATED_AT_DESC'
  | 'ID_ASC'
  | 'ID_DESC'
  | 'LAST_SEEN_AT_ASC'
  | 'LAST_SEEN_AT_DESC'
  | 'NAME_ASC'
  | 'NAME_DESC'
  | 'NATURAL'
  | 'PRIMARY_KEY_ASC'
  | 'PRIMARY_KEY_DESC'
  | 'STATUS_ASC'
  | 'STATUS_DESC';

/** Represents an update to a `Contact`. Fields that are set will be updated. */
export type ContactPatch = {
  /** Null when unknown. */
  city?: string | null | undefined;
  /** Where the person works; null for a private person. */
  companyId?: string | null | undefined;
  /** Null when unknown. */
  countryCode?: string | null | undefined;
  /** Personal data. Null when unknown. */
  dateOfBirth?: string | null | undefined;
  /** Personal data. Null when unknown. */
  email?: string | null | undefined;
  /** Null when unknown. */
  jobTitle?: string | null | undefined;
  /** When the person last wrote, called or opened something; retention counts from here. */
  lastSeenAt?: string | null | undefined;
  /** Whether the person agreed to receive newsletters. */
  marketingConsent?: boolean | null | undefined;
  /** Full name, in the order the person uses. */
  name?: string | null | undefined;
  /** Personal data: tax or social security number, for contracts with freelancers. Null for all others. */
  nationalId?: string | null | undefined;
  /** Personal data, in international form with a leading +. Null when unknown. */
  phone?: string | null | undefined;
  /** Personal data. Null when unknown. */
  postalCode?: string | null | undefined;
  /** active, or archived: kept, but changed no more. */
  status?: string | null | undefined;
  /** Personal data: street and number. Null when unknown. */
  street?: string | null | undefined;
};

/** A filter to be used against many `Lead` object types. All fields are combined with a logical ‘and.’ */
export type ContactToManyLeadFilter = {
  /** Every related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: LeadFilter | null | undefined;
  /** No related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: LeadFilter | null | undefined;
  /** Some related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: LeadFilter | null | undefined;
};

/** A filter to be used against many `Ticket` object types. All fields are combined with a logical ‘and.’ */
export type ContactToManyTicketFilter = {
  /** Every related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TicketFilter | null | undefined;
  /** No related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TicketFilter | null | undefined;
  /** Some related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TicketFilter | null | undefined;
};

/** A filter to be used against `ContentItem` object types. All fields are combined with a logical ‘and.’ */
export type ContentItemFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<ContentItemFilter> | null | undefined;
  /** Filter by the object’s `author` relation. */
  author?: MemberFilter | null | undefined;
  /** A related `author` exists. */
  authorExists?: boolean | null | undefined;
  /** Filter by the object’s `authorId` field. */
  authorId?: UuidFilter | null | undefined;
  /** Filter by the object’s `brand` relation. */
  brand?: BrandFilter | null | undefined;
  /** A related `brand` exists. */
  brandExists?: boolean | null | undefined;
  /** Filter by the object’s `brandId` field. */
  brandId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: ContentItemFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<ContentItemFilter> | null | undefined;
  /** Filter by the object’s `status` field. */
  status?: StringFilter | null | undefined;
};

/** Represents an update to a `ContentItem`. Fields that are set will be updated. */
export type ContentItemPatch = {
  /** The member who writes it; null when nobody does. */
  authorId?: string | null | undefined;
  /** Markdown; empty until somebody starts. */
  body?: string | null | undefined;
  /** The brand it speaks for; null for the agency itself. */
  brandId?: string | null | undefined;
  /** article, newsletter, social_post, video or landing_page. */
  kind?: string | null | undefined;
  /** When it goes, or went, out; null while that is open. */
  publishAt?: string | null | undefined;
  /** draft, review, scheduled, published; archived is kept and never changed again. */
  status?: string | null | undefined;
  /** Its headline, or a working title. */
  title?: string | null | undefined;
};

/** A filter to be used against `Country` object types. All fields are combined with a logical ‘and.’ */
export type CountryFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<CountryFilter> | null | undefined;
  /** Filter by the object’s `code` field. */
  code?: StringFilter | null | undefined;
  /** Filter by the object’s `companiesByCountryCode` relation. */
  companiesByCountryCode?: CountryToManyCompanyFilter | null | undefined;
  /** Some related `companiesByCountryCode` exist. */
  companiesByCountryCodeExist?: boolean | null | undefined;
  /** Filter by the object’s `contactsByCountryCode` relation. */
  contactsByCountryCode?: CountryToManyContactFilter | null | undefined;
  /** Some related `contactsByCountryCode` exist. */
  contactsByCountryCodeExist?: boolean | null | undefined;
  /** Negates the expression. */
  not?: CountryFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<CountryFilter> | null | undefined;
};

/** A filter to be used against many `Company` object types. All fields are combined with a logical ‘and.’ */
export type CountryToManyCompanyFilter = {
  /** Every related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: CompanyFilter | null | undefined;
  /** No related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: CompanyFilter | null | undefined;
  /** Some related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: CompanyFilter | null | undefined;
};

/** A filter to be used against many `Contact` object types. All fields are combined with a logical ‘and.’ */
export type CountryToManyContactFilter = {
  /** Every related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: ContactFilter | null | undefined;
  /** No related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: ContactFilter | null | undefined;
  /** Some related `Contact` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: ContactFilter | null | undefined;
};

/** A filter to be used against `Currency` object types. All fields are combined with a logical ‘and.’ */
export type CurrencyFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<CurrencyFilter> | null | undefined;
  /** Filter by the object’s `code` field. */
  code?: StringFilter | null | undefined;
  /** Filter by the object’s `leadsByCurrencyCode` relation. */
  leadsByCurrencyCode?: CurrencyToManyLeadFilter | null | undefined;
  /** Some related `leadsByCurrencyCode` exist. */
  leadsByCurrencyCodeExist?: boolean | null | undefined;
  /** Negates the expression. */
  not?: CurrencyFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<CurrencyFilter> | null | undefined;
};

/** A filter to be used against many `Lead` object types. All fields are combined with a logical ‘and.’ */
export type CurrencyToManyLeadFilter = {
  /** Every related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: LeadFilter | null | undefined;
  /** No related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: LeadFilter | null | undefined;
  /** Some related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: LeadFilter | null | undefined;
};

/** A filter to be used against `DashboardChart` object types. All fields are combined with a logical ‘and.’ */
export type DashboardChartFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<DashboardChartFilter> | null | undefined;
  /** Filter by the object’s `dashboard` relation. */
  dashboard?: DashboardFilter | null | undefined;
  /** Filter by the object’s `dashboardId` field. */
  dashboardId?: UuidFilter | null | undefined;
  /** Filter by the object’s `dataset` relation. */
  dataset?: DatasetFilter | null | undefined;
  /** Filter by the object’s `datasetId` field. */
  datasetId?: UuidFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: DashboardChartFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<DashboardChartFilter> | null | undefined;
  /** Filter by the object’s `position` field. */
  position?: IntFilter | null | undefined;
};

/** A filter to be used against `Dashboard` object types. All fields are combined with a logical ‘and.’ */
export type DashboardFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<DashboardFilter> | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `dashboardCharts` relation. */
  dashboardCharts?: DashboardToManyDashboardChartFilter | null | undefined;
  /** Some related `dashboardCharts` exist. */
  dashboardChartsExist?: boolean | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: DashboardFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<DashboardFilter> | null | undefined;
  /** Filter by the object’s `owner` relation. */
  owner?: MemberFilter | null | undefined;
  /** A related `owner` exists. */
  ownerExists?: boolean | null | undefined;
  /** Filter by the object’s `ownerId` field. */
  ownerId?: UuidFilter | null | undefined;
};

/** A filter to be used against many `DashboardChart` object types. All fields are combined with a logical ‘and.’ */
export type DashboardToManyDashboardChartFilter = {
  /** Every related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: DashboardChartFilter | null | undefined;
  /** No related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: DashboardChartFilter | null | undefined;
  /** Some related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: DashboardChartFilter | null | undefined;
};

/** A filter to be used against `Dataset` object types. All fields are combined with a logical ‘and.’ */
export type DatasetFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<DatasetFilter> | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `dashboardCharts` relation. */
  dashboardCharts?: DatasetToManyDashboardChartFilter | null | undefined;
  /** Some related `dashboardCharts` exist. */
  dashboardChartsExist?: boolean | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: DatasetFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<DatasetFilter> | null | undefined;
};

/** A filter to be used against many `DashboardChart` object types. All fields are combined with a logical ‘and.’ */
export type DatasetToManyDashboardChartFilter = {
  /** Every related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: DashboardChartFilter | null | undefined;
  /** No related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: DashboardChartFilter | null | undefined;
  /** Some related `DashboardChart` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: DashboardChartFilter | null | undefined;
};

/** A filter to be used against Date fields. All fields are combined with a logical ‘and.’ */
export type DateFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: string | null | undefined;
  /** Equal to the specified value. */
  equalTo?: string | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: string | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** Included in the specified list. */
  in?: Array<string> | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: string | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: string | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: string | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: string | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<string> | null | undefined;
};

/** A filter to be used against Datetime fields. All fields are combined with a logical ‘and.’ */
export type DatetimeFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: string | null | undefined;
  /** Equal to the specified value. */
  equalTo?: string | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: string | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** Included in the specified list. */
  in?: Array<string> | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: string | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: string | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: string | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: string | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<string> | null | undefined;
};

/** A filter to be used against `Group` object types. All fields are combined with a logical ‘and.’ */
export type GroupFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<GroupFilter> | null | undefined;
  /** Filter by the object’s `members` relation. */
  members?: GroupToManyGroupMemberFilter | null | undefined;
  /** Some related `members` exist. */
  membersExist?: boolean | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: GroupFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<GroupFilter> | null | undefined;
};

/** A filter to be used against `GroupMember` object types. All fields are combined with a logical ‘and.’ */
export type GroupMemberFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<GroupMemberFilter> | null | undefined;
  /** Filter by the object’s `group` relation. */
  group?: GroupFilter | null | undefined;
  /** Filter by the object’s `groupName` field. */
  groupName?: StringFilter | null | undefined;
  /** Filter by the object’s `member` relation. */
  member?: MemberFilter | null | undefined;
  /** Negates the expression. */
  not?: GroupMemberFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<GroupMemberFilter> | null | undefined;
  /** Filter by the object’s `userId` field. */
  userId?: UuidFilter | null | undefined;
};

/** A filter to be used against many `GroupMember` object types. All fields are combined with a logical ‘and.’ */
export type GroupToManyGroupMemberFilter = {
  /** Every related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: GroupMemberFilter | null | undefined;
  /** No related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: GroupMemberFilter | null | undefined;
  /** Some related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: GroupMemberFilter | null | undefined;
};

/** A filter to be used against Int fields. All fields are combined with a logical ‘and.’ */
export type IntFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: number | null | undefined;
  /** Equal to the specified value. */
  equalTo?: number | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: number | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: number | null | undefined;
  /** Included in the specified list. */
  in?: Array<number> | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: number | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: number | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: number | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: number | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<number> | null | undefined;
};

/** An interval of time that has passed where the smallest distinct unit is a second. */
export type IntervalInput = {
  /** A quantity of days. */
  days?: number | null | undefined;
  /** A quantity of hours. */
  hours?: number | null | undefined;
  /** A quantity of minutes. */
  minutes?: number | null | undefined;
  /** A quantity of months. */
  months?: number | null | undefined;
  /**
   * A quantity of seconds. This is the only non-integer field, as all the other
   * fields will dump their overflow into a smaller unit of time. Intervals don’t
   * have a smaller unit than seconds.
   */
  seconds?: number | null | undefined;
  /** A quantity of years. */
  years?: number | null | undefined;
};

/** A filter to be used against `Invitation` object types. All fields are combined with a logical ‘and.’ */
export type InvitationFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<InvitationFilter> | null | undefined;
  /** Filter by the object’s `email` field. */
  email?: StringFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `invitedBy` field. */
  invitedBy?: UuidFilter | null | undefined;
  /** Filter by the object’s `inviter` relation. */
  inviter?: MemberFilter | null | undefined;
  /** Negates the expression. */
  not?: InvitationFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<InvitationFilter> | null | undefined;
};

/** A filter to be used against `KnowledgeDocument` object types. All fields are combined with a logical ‘and.’ */
export type KnowledgeDocumentFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<KnowledgeDocumentFilter> | null | undefined;
  /** Filter by the object’s `author` relation. */
  author?: MemberFilter | null | undefined;
  /** A related `author` exists. */
  authorExists?: boolean | null | undefined;
  /** Filter by the object’s `authorId` field. */
  authorId?: UuidFilter | null | undefined;
  /** Filter by the object’s `collection` field. */
  collection?: StringFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: KnowledgeDocumentFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<KnowledgeDocumentFilter> | null | undefined;
  /** Filter by the object’s `title` field. */
  title?: StringFilter | null | undefined;
};

/** A filter to be used against `Lead` object types. All fields are combined with a logical ‘and.’ */
export type LeadFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<LeadFilter> | null | undefined;
  /** Filter by the object’s `company` relation. */
  company?: CompanyFilter | null | undefined;
  /** Filter by the object’s `companyId` field. */
  companyId?: UuidFilter | null | undefined;
  /** Filter by the object’s `contact` relation. */
  contact?: ContactFilter | null | undefined;
  /** A related `contact` exists. */
  contactExists?: boolean | null | undefined;
  /** Filter by the object’s `contactId` field. */
  contactId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `currency` relation. */
  currency?: CurrencyFilter | null | undefined;
  /** Filter by the object’s `currencyCode` field. */
  currencyCode?: StringFilter | null | undefined;
  /** Filter by the object’s `expectedCloseOn` field. */
  expectedCloseOn?: DateFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: LeadFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<LeadFilter> | null | undefined;
  /** Filter by the object’s `owner` relation. */
  owner?: MemberFilter | null | undefined;
  /** A related `owner` exists. */
  ownerExists?: boolean | null | undefined;
  /** Filter by the object’s `ownerId` field. */
  ownerId?: UuidFilter | null | undefined;
  /** Filter by the object’s `stage` field. */
  stage?: StringFilter | null | undefined;
};

/** A filter to be used against `MemberAttribute` object types. All fields are combined with a logical ‘and.’ */
export type MemberAttributeFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<MemberAttributeFilter> | null | undefined;
  /** Filter by the object’s `member` relation. */
  member?: MemberFilter | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: MemberAttributeFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<MemberAttributeFilter> | null | undefined;
  /** Filter by the object’s `userId` field. */
  userId?: UuidFilter | null | undefined;
};

/** A filter to be used against `Member` object types. All fields are combined with a logical ‘and.’ */
export type MemberFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<MemberFilter> | null | undefined;
  /** Filter by the object’s `apiKeysByCreatedBy` relation. */
  apiKeysByCreatedBy?: MemberToManyApiKeyFilter | null | undefined;
  /** Some related `apiKeysByCreatedBy` exist. */
  apiKeysByCreatedByExist?: boolean | null | undefined;
  /** Filter by the object’s `apiKeysByRevokedBy` relation. */
  apiKeysByRevokedBy?: MemberToManyApiKeyFilter | null | undefined;
  /** Some related `apiKeysByRevokedBy` exist. */
  apiKeysByRevokedByExist?: boolean | null | undefined;
  /** Filter by the object’s `attributes` relation. */
  attributes?: MemberToManyMemberAttributeFilter | null | undefined;
  /** Some related `attributes` exist. */
  attributesExist?: boolean | null | undefined;
  /** Filter by the object’s `authoredContentItems` relation. */
  authoredContentItems?: MemberToManyContentItemFilter | null | undefined;
  /** Some related `authoredContentItems` exist. */
  authoredContentItemsExist?: boolean | null | undefined;
  /** Filter by the object’s `authoredKnowledgeDocuments` relation. */
  authoredKnowledgeDocuments?: MemberToManyKnowledgeDocumentFilter | null | undefined;
  /** Some related `authoredKnowledgeDocuments` exist. */
  authoredKnowledgeDocumentsExist?: boolean | null | undefined;
  /** Filter by the object’s `authoredTicketMessages` relation. */
  authoredTicketMessages?: MemberToManyTicketMessageFilter | null | undefined;
  /** Some related `authoredTicketMessages` exist. */
  authoredTicketMessagesExist?: boolean | null | undefined;
  /** Filter by the object’s `companiesByAccountManagerId` relation. */
  companiesByAccountManagerId?: MemberToManyCompanyFilter | null | undefined;
  /** Some related `companiesByAccountManagerId` exist. */
  companiesByAccountManagerIdExist?: boolean | null | undefined;
  /** Filter by the object’s `dashboardsByOwnerId` relation. */
  dashboardsByOwnerId?: MemberToManyDashboardFilter | null | undefined;
  /** Some related `dashboardsByOwnerId` exist. */
  dashboardsByOwnerIdExist?: boolean | null | undefined;
  /** Filter by the object’s `displayName` field. */
  displayName?: StringFilter | null | undefined;
  /** Filter by the object’s `groups` relation. */
  groups?: MemberToManyGroupMemberFilter | null | undefined;
  /** Some related `groups` exist. */
  groupsExist?: boolean | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `invitationsByInvitedBy` relation. */
  invitationsByInvitedBy?: MemberToManyInvitationFilter | null | undefined;
  /** Some related `invitationsByInvitedBy` exist. */
  invitationsByInvitedByExist?: boolean | null | undefined;
  /** Filter by the object’s `leadsByOwnerId` relation. */
  leadsByOwnerId?: MemberToManyLeadFilter | null | undefined;
  /** Some related `leadsByOwnerId` exist. */
  leadsByOwnerIdExist?: boolean | null | undefined;
  /** Filter by the object’s `membershipsByUserId` relation. */
  membershipsByUserId?: MemberToManyMembershipFilter | null | undefined;
  /** Some related `membershipsByUserId` exist. */
  membershipsByUserIdExist?: boolean | null | undefined;
  /** Negates the expression. */
  not?: MemberFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<MemberFilter> | null | undefined;
  /** Filter by the object’s `tasksByAssigneeId` relation. */
  tasksByAssigneeId?: MemberToManyTaskFilter | null | undefined;
  /** Some related `tasksByAssigneeId` exist. */
  tasksByAssigneeIdExist?: boolean | null | undefined;
  /** Filter by the object’s `ticketsByAssigneeId` relation. */
  ticketsByAssigneeId?: MemberToManyTicketFilter | null | undefined;
  /** Some related `ticketsByAssigneeId` exist. */
  ticketsByAssigneeIdExist?: boolean | null | undefined;
};

/** A filter to be used against many `ApiKey` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyApiKeyFilter = {
  /** Every related `ApiKey` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: ApiKeyFilter | null | undefined;
  /** No related `ApiKey` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: ApiKeyFilter | null | undefined;
  /** Some related `ApiKey` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: ApiKeyFilter | null | undefined;
};

/** A filter to be used against many `Company` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyCompanyFilter = {
  /** Every related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: CompanyFilter | null | undefined;
  /** No related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: CompanyFilter | null | undefined;
  /** Some related `Company` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: CompanyFilter | null | undefined;
};

/** A filter to be used against many `ContentItem` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyContentItemFilter = {
  /** Every related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: ContentItemFilter | null | undefined;
  /** No related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: ContentItemFilter | null | undefined;
  /** Some related `ContentItem` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: ContentItemFilter | null | undefined;
};

/** A filter to be used against many `Dashboard` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyDashboardFilter = {
  /** Every related `Dashboard` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: DashboardFilter | null | undefined;
  /** No related `Dashboard` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: DashboardFilter | null | undefined;
  /** Some related `Dashboard` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: DashboardFilter | null | undefined;
};

/** A filter to be used against many `GroupMember` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyGroupMemberFilter = {
  /** Every related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: GroupMemberFilter | null | undefined;
  /** No related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: GroupMemberFilter | null | undefined;
  /** Some related `GroupMember` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: GroupMemberFilter | null | undefined;
};

/** A filter to be used against many `Invitation` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyInvitationFilter = {
  /** Every related `Invitation` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: InvitationFilter | null | undefined;
  /** No related `Invitation` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: InvitationFilter | null | undefined;
  /** Some related `Invitation` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: InvitationFilter | null | undefined;
};

/** A filter to be used against many `KnowledgeDocument` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyKnowledgeDocumentFilter = {
  /** Every related `KnowledgeDocument` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: KnowledgeDocumentFilter | null | undefined;
  /** No related `KnowledgeDocument` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: KnowledgeDocumentFilter | null | undefined;
  /** Some related `KnowledgeDocument` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: KnowledgeDocumentFilter | null | undefined;
};

/** A filter to be used against many `Lead` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyLeadFilter = {
  /** Every related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: LeadFilter | null | undefined;
  /** No related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: LeadFilter | null | undefined;
  /** Some related `Lead` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: LeadFilter | null | undefined;
};

/** A filter to be used against many `MemberAttribute` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyMemberAttributeFilter = {
  /** Every related `MemberAttribute` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: MemberAttributeFilter | null | undefined;
  /** No related `MemberAttribute` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: MemberAttributeFilter | null | undefined;
  /** Some related `MemberAttribute` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: MemberAttributeFilter | null | undefined;
};

/** A filter to be used against many `Membership` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyMembershipFilter = {
  /** Every related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: MembershipFilter | null | undefined;
  /** No related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: MembershipFilter | null | undefined;
  /** Some related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: MembershipFilter | null | undefined;
};

/** A filter to be used against many `Task` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyTaskFilter = {
  /** Every related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TaskFilter | null | undefined;
  /** No related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TaskFilter | null | undefined;
  /** Some related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TaskFilter | null | undefined;
};

/** A filter to be used against many `Ticket` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyTicketFilter = {
  /** Every related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TicketFilter | null | undefined;
  /** No related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TicketFilter | null | undefined;
  /** Some related `Ticket` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TicketFilter | null | undefined;
};

/** A filter to be used against many `TicketMessage` object types. All fields are combined with a logical ‘and.’ */
export type MemberToManyTicketMessageFilter = {
  /** Every related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TicketMessageFilter | null | undefined;
  /** No related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TicketMessageFilter | null | undefined;
  /** Some related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TicketMessageFilter | null | undefined;
};

/** A filter to be used against `Membership` object types. All fields are combined with a logical ‘and.’ */
export type MembershipFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<MembershipFilter> | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `member` relation. */
  member?: MemberFilter | null | undefined;
  /** Negates the expression. */
  not?: MembershipFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<MembershipFilter> | null | undefined;
  /** Filter by the object’s `role` field. */
  role?: StringFilter | null | undefined;
  /** Filter by the object’s `roleDetails` relation. */
  roleDetails?: RoleFilter | null | undefined;
  /** Filter by the object’s `userId` field. */
  userId?: UuidFilter | null | undefined;
};

/** A filter to be used against `Role` object types. All fields are combined with a logical ‘and.’ */
export type RoleFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<RoleFilter> | null | undefined;
  /** Filter by the object’s `membershipsByRole` relation. */
  membershipsByRole?: RoleToManyMembershipFilter | null | undefined;
  /** Some related `membershipsByRole` exist. */
  membershipsByRoleExist?: boolean | null | undefined;
  /** Filter by the object’s `name` field. */
  name?: StringFilter | null | undefined;
  /** Negates the expression. */
  not?: RoleFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<RoleFilter> | null | undefined;
};

/** A filter to be used against many `Membership` object types. All fields are combined with a logical ‘and.’ */
export type RoleToManyMembershipFilter = {
  /** Every related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: MembershipFilter | null | undefined;
  /** No related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: MembershipFilter | null | undefined;
  /** Some related `Membership` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: MembershipFilter | null | undefined;
};

/** An input for mutations affecting `SavedView` */
export type SavedViewInput = {
  /** The filter argument of that list, as GraphQL takes it. */
  filter?: unknown;
  /** Which list it shows: companies, contacts, leads, tickets, tasks or content_items. */
  list: string;
  /** As the member called it. */
  name: string;
  /** Place in the member's own list, smallest first. */
  position?: number | null | undefined;
};

/** A filter to be used against `Share` object types. All fields are combined with a logical ‘and.’ */
export type ShareFilter = {
  /** Filter by the object’s `action` field. */
  action?: StringFilter | null | undefined;
  /** Checks for all expressions in this list. */
  and?: Array<ShareFilter> | null | undefined;
  /** Filter by the object’s `groupName` field. */
  groupName?: StringFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Filter by the object’s `isMine` field. */
  isMine?: BooleanFilter | null | undefined;
  /** Negates the expression. */
  not?: ShareFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<ShareFilter> | null | undefined;
  /** Filter by the object’s `role` field. */
  role?: StringFilter | null | undefined;
  /** Filter by the object’s `rowId` field. */
  rowId?: UuidFilter | null | undefined;
  /** Filter by the object’s `sharedBy` field. */
  sharedBy?: UuidFilter | null | undefined;
  /** Filter by the object’s `tableName` field. */
  tableName?: StringFilter | null | undefined;
  /** Filter by the object’s `userId` field. */
  userId?: UuidFilter | null | undefined;
};

/** A filter to be used against String fields. All fields are combined with a logical ‘and.’ */
export type StringFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: string | null | undefined;
  /** Not equal to the specified value, treating null like an ordinary value (case-insensitive). */
  distinctFromInsensitive?: string | null | undefined;
  /** Ends with the specified string (case-sensitive). */
  endsWith?: string | null | undefined;
  /** Ends with the specified string (case-insensitive). */
  endsWithInsensitive?: string | null | undefined;
  /** Equal to the specified value. */
  equalTo?: string | null | undefined;
  /** Equal to the specified value (case-insensitive). */
  equalToInsensitive?: string | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: string | null | undefined;
  /** Greater than the specified value (case-insensitive). */
  greaterThanInsensitive?: string | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** Greater than or equal to the specified value (case-insensitive). */
  greaterThanOrEqualToInsensitive?: string | null | undefined;
  /** Included in the specified list. */
  in?: Array<string> | null | undefined;
  /** Included in the specified list (case-insensitive). */
  inInsensitive?: Array<string> | null | undefined;
  /** Contains the specified string (case-sensitive). */
  includes?: string | null | undefined;
  /** Contains the specified string (case-insensitive). */
  includesInsensitive?: string | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: string | null | undefined;
  /** Less than the specified value (case-insensitive). */
  lessThanInsensitive?: string | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: string | null | undefined;
  /** Less than or equal to the specified value (case-insensitive). */
  lessThanOrEqualToInsensitive?: string | null | undefined;
  /** Matches the specified pattern (case-sensitive). An underscore (_) matches any single character; a percent sign (%) matches any sequence of zero or more characters. */
  like?: string | null | undefined;
  /** Matches the specified pattern (case-insensitive). An underscore (_) matches any single character; a percent sign (%) matches any sequence of zero or more characters. */
  likeInsensitive?: string | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: string | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value (case-insensitive). */
  notDistinctFromInsensitive?: string | null | undefined;
  /** Does not end with the specified string (case-sensitive). */
  notEndsWith?: string | null | undefined;
  /** Does not end with the specified string (case-insensitive). */
  notEndsWithInsensitive?: string | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: string | null | undefined;
  /** Not equal to the specified value (case-insensitive). */
  notEqualToInsensitive?: string | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<string> | null | undefined;
  /** Not included in the specified list (case-insensitive). */
  notInInsensitive?: Array<string> | null | undefined;
  /** Does not contain the specified string (case-sensitive). */
  notIncludes?: string | null | undefined;
  /** Does not contain the specified string (case-insensitive). */
  notIncludesInsensitive?: string | null | undefined;
  /** Does not match the specified pattern (case-sensitive). An underscore (_) matches any single character; a percent sign (%) matches any sequence of zero or more characters. */
  notLike?: string | null | undefined;
  /** Does not match the specified pattern (case-insensitive). An underscore (_) matches any single character; a percent sign (%) matches any sequence of zero or more characters. */
  notLikeInsensitive?: string | null | undefined;
  /** Does not start with the specified string (case-sensitive). */
  notStartsWith?: string | null | undefined;
  /** Does not start with the specified string (case-insensitive). */
  notStartsWithInsensitive?: string | null | undefined;
  /** Starts with the specified string (case-sensitive). */
  startsWith?: string | null | undefined;
  /** Starts with the specified string (case-insensitive). */
  startsWithInsensitive?: string | null | undefined;
};

/** A filter to be used against `Task` object types. All fields are combined with a logical ‘and.’ */
export type TaskFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<TaskFilter> | null | undefined;
  /** Filter by the object’s `assignee` relation. */
  assignee?: MemberFilter | null | undefined;
  /** A related `assignee` exists. */
  assigneeExists?: boolean | null | undefined;
  /** Filter by the object’s `assigneeId` field. */
  assigneeId?: UuidFilter | null | undefined;
  /** Filter by the object’s `company` relation. */
  company?: CompanyFilter | null | undefined;
  /** A related `company` exists. */
  companyExists?: boolean | null | undefined;
  /** Filter by the object’s `companyId` field. */
  companyId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: TaskFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<TaskFilter> | null | undefined;
  /** Filter by the object’s `priority` field. */
  priority?: IntFilter | null | undefined;
  /** Filter by the object’s `status` field. */
  status?: StringFilter | null | undefined;
  /** Filter by the object’s `ticket` relation. */
  ticket?: TicketFilter | null | undefined;
  /** A related `ticket` exists. */
  ticketExists?: boolean | null | undefined;
  /** Filter by the object’s `ticketId` field. */
  ticketId?: UuidFilter | null | undefined;
};

/** An input for mutations affecting `Task` */
export type TaskInput = {
  /** The member who is to do it; null when nobody took it yet. */
  assigneeId?: string | null | undefined;
  /** The company it is done for; null for work of the agency itself. */
  companyId?: string | null | undefined;
  /** When it was done; null while it is not. */
  completedAt?: string | null | undefined;
  /** More about it, as Markdown; null when the title says enough. */
  description?: string | null | undefined;
  /** The day by which it is to be done; null when any day will do. */
  dueOn?: string | null | undefined;
  /** 1 urgent, 2 high, 3 normal, 4 low. */
  priority?: number | null | undefined;
  /** todo, doing, review, done. */
  status?: string | null | undefined;
  /** The ticket that asked for it; null when none did. */
  ticketId?: string | null | undefined;
  /** What is to be done, starting with a verb. */
  title: string;
};

/** A filter to be used against `Ticket` object types. All fields are combined with a logical ‘and.’ */
export type TicketFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<TicketFilter> | null | undefined;
  /** Filter by the object’s `assignee` relation. */
  assignee?: MemberFilter | null | undefined;
  /** A related `assignee` exists. */
  assigneeExists?: boolean | null | undefined;
  /** Filter by the object’s `assigneeId` field. */
  assigneeId?: UuidFilter | null | undefined;
  /** Filter by the object’s `closedAt` field. */
  closedAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `company` relation. */
  company?: CompanyFilter | null | undefined;
  /** Filter by the object’s `companyId` field. */
  companyId?: UuidFilter | null | undefined;
  /** Filter by the object’s `contact` relation. */
  contact?: ContactFilter | null | undefined;
  /** A related `contact` exists. */
  contactExists?: boolean | null | undefined;
  /** Filter by the object’s `contactId` field. */
  contactId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: TicketFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<TicketFilter> | null | undefined;
  /** Filter by the object’s `priority` field. */
  priority?: IntFilter | null | undefined;
  /** Filter by the object’s `status` field. */
  status?: StringFilter | null | undefined;
  /** Filter by the object’s `tasks` relation. */
  tasks?: TicketToManyTaskFilter | null | undefined;
  /** Some related `tasks` exist. */
  tasksExist?: boolean | null | undefined;
  /** Filter by the object’s `ticketMessages` relation. */
  ticketMessages?: TicketToManyTicketMessageFilter | null | undefined;
  /** Some related `ticketMessages` exist. */
  ticketMessagesExist?: boolean | null | undefined;
};

/** An input for mutations affecting `Ticket` */
export type TicketInput = {
  /** The member who works on it; null when nobody does. */
  assigneeId?: string | null | undefined;
  /** How it came in: email, phone, chat or portal. */
  channel?: string | null | undefined;
  /** When it was settled; null while it is not. */
  closedAt?: string | null | undefined;
  /** Whose request it is. */
  companyId: string;
  /** Who wrote; null when it came in without a name. */
  contactId?: string | null | undefined;
  /** When an answer was promised for; null when nothing was promised. */
  dueAt?: string | null | undefined;
  /** 1 urgent, 2 high, 3 normal, 4 low. */
  priority?: number | null | undefined;
  /** open: the agency's turn. waiting: the client's turn. closed: settled. */
  status?: string | null | undefined;
  /** What it is about, in one line. */
  subject: string;
};

/** A filter to be used against `TicketMessage` object types. All fields are combined with a logical ‘and.’ */
export type TicketMessageFilter = {
  /** Checks for all expressions in this list. */
  and?: Array<TicketMessageFilter> | null | undefined;
  /** Filter by the object’s `author` relation. */
  author?: MemberFilter | null | undefined;
  /** A related `author` exists. */
  authorExists?: boolean | null | undefined;
  /** Filter by the object’s `authorId` field. */
  authorId?: UuidFilter | null | undefined;
  /** Filter by the object’s `createdAt` field. */
  createdAt?: DatetimeFilter | null | undefined;
  /** Filter by the object’s `id` field. */
  id?: UuidFilter | null | undefined;
  /** Negates the expression. */
  not?: TicketMessageFilter | null | undefined;
  /** Checks for any expressions in this list. */
  or?: Array<TicketMessageFilter> | null | undefined;
  /** Filter by the object’s `ticket` relation. */
  ticket?: TicketFilter | null | undefined;
  /** Filter by the object’s `ticketId` field. */
  ticketId?: UuidFilter | null | undefined;
};

/** A filter to be used against many `Task` object types. All fields are combined with a logical ‘and.’ */
export type TicketToManyTaskFilter = {
  /** Every related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TaskFilter | null | undefined;
  /** No related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TaskFilter | null | undefined;
  /** Some related `Task` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TaskFilter | null | undefined;
};

/** A filter to be used against many `TicketMessage` object types. All fields are combined with a logical ‘and.’ */
export type TicketToManyTicketMessageFilter = {
  /** Every related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  every?: TicketMessageFilter | null | undefined;
  /** No related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  none?: TicketMessageFilter | null | undefined;
  /** Some related `TicketMessage` matches the filter criteria. All fields are combined with a logical ‘and.’ */
  some?: TicketMessageFilter | null | undefined;
};

/** A filter to be used against UUID fields. All fields are combined with a logical ‘and.’ */
export type UuidFilter = {
  /** Not equal to the specified value, treating null like an ordinary value. */
  distinctFrom?: string | null | undefined;
  /** Equal to the specified value. */
  equalTo?: string | null | undefined;
  /** Greater than the specified value. */
  greaterThan?: string | null | undefined;
  /** Greater than or equal to the specified value. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** Included in the specified list. */
  in?: Array<string> | null | undefined;
  /** Is null (if `true` is specified) or is not null (if `false` is specified). */
  isNull?: boolean | null | undefined;
  /** Less than the specified value. */
  lessThan?: string | null | undefined;
  /** Less than or equal to the specified value. */
  lessThanOrEqualTo?: string | null | undefined;
  /** Equal to the specified value, treating null like an ordinary value. */
  notDistinctFrom?: string | null | undefined;
  /** Not equal to the specified value. */
  notEqualTo?: string | null | undefined;
  /** Not included in the specified list. */
  notIn?: Array<string> | null | undefined;
};

export type ApiKeysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { apiKeys: { nodes: Array<{ id: string, publicId: string, environment: string, name: string, role: string, workspaceIds: Array<string | null> | null, createdAt: string, expiresAt: string, lastUsedAt: string | null, rotatedAt: string | null, revokedAt: string | null, isLive: boolean, memberByCreatedBy: { displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateApiKeyMutationVariables = Exact<{
  name: string;
  role: string;
  workspaceIds?: Array<string | null | undefined> | string | null | undefined;
  expiresAt?: string | null | undefined;
}>;


export type CreateApiKeyMutation = { createApiKey: { result: { id: string, key: string, publicId: string, name: string, role: string, workspaceIds: Array<string | null> | null, expiresAt: string } | null } | null };

export type RotateApiKeyMutationVariables = Exact<{
  id: string;
  overlap?: IntervalInput | null | undefined;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { result: { id: string, key: string, previousUntil: string | null } | null } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { result: boolean | null } | null };

export type OrganizationSnapshotMutationVariables = Exact<{ [key: string]: never; }>;


export type OrganizationSnapshotMutation = { organizationSnapshot: { result: unknown } | null };

export type AuditTrailQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditEventFilter | null | undefined;
}>;


export type AuditTrailQuery = { auditEvents: { nodes: Array<{ id: string, at: string, action: string, category: string, severity: string, actorKind: string, actorId: string | null, actorName: string | null, objectType: string | null, objectId: string | null, requestId: string | null, payload: unknown, forgotten: boolean, wholeTenant: boolean, sealed: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type FollowAuditTrailSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FollowAuditTrailSubscription = { auditEventRecorded: { id: string, at: string, action: string, severity: string, actorName: string | null, objectType: string | null, objectId: string | null } | null };

export type NewestCheckpointQueryVariables = Exact<{ [key: string]: never; }>;


export type NewestCheckpointQuery = { auditCheckpoints: { nodes: Array<{ batch: string, size: string, note: string, signedAt: string }> } | null, auditKeys: { nodes: Array<{ verificationKey: string, firstUsedAt: string }> } | null };

export type AuditRetentionQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditRetentionQuery = { auditRetention: { isStandard: boolean, keepFor: { months: number | null, days: number | null, years: number | null } | null } | null };

export type KeepAuditTrailMutationVariables = Exact<{
  keepFor?: IntervalInput | null | undefined;
}>;


export type KeepAuditTrailMutation = { setAuditRetention: { result: { isStandard: boolean, keepFor: { months: number | null, days: number | null, years: number | null } | null } | null } | null };

export type OpenBillingPortalMutationVariables = Exact<{
  returnUrl: string;
}>;


export type OpenBillingPortalMutation = { openBillingPortal: { url: string } | null };

export type SavePaymentMethodMutationVariables = Exact<{
  paymentMethod: string;
}>;


export type SavePaymentMethodMutation = { savePaymentMethod: { isSaved: boolean } | null };

export type CompanyListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: CompanyFilter | null | undefined;
  orderBy?: Array<CompanyOrderBy> | CompanyOrderBy | null | undefined;
}>;


export type CompanyListQuery = { companies: { nodes: Array<{ id: string, name: string, industry: string, status: string, city: string | null, createdAt: string, accountManager: { id: string, displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CompanyRecordQueryVariables = Exact<{
  id: string;
}>;


export type CompanyRecordQuery = { company: { id: string, name: string, domain: string | null, industry: string, headcount: number | null, status: string, accountManager: { id: string, displayName: string } | null, contacts: { totalCount: number, nodes: Array<{ id: string, name: string, jobTitle: string | null }> }, leads: { nodes: Array<{ id: string, title: string, stage: string, valueMinor: string, currencyCode: string }> }, tickets: { nodes: Array<{ id: string, subject: string, status: string }> } } | null };

export type CreateCompanyMutationVariables = Exact<{
  company: CompanyInput;
}>;


export type CreateCompanyMutation = { createCompany: { company: { id: string, name: string, status: string, createdAt: string, createdBy: string | null } | null } | null };

export type ContactRowFragment = { id: string, name: string, jobTitle: string | null, email: string | null, phone: string | null, status: string, lastSeenAt: string, createdAt: string, maskedFields: Array<string | null>, company: { id: string, name: string } | null };

export type ContactListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ContactFilter | null | undefined;
  orderBy?: Array<ContactOrderBy> | ContactOrderBy | null | undefined;
}>;


export type ContactListQuery = { contacts: { totalCount: number, nodes: Array<{ id: string, name: string, jobTitle: string | null, email: string | null, phone: string | null, status: string, lastSeenAt: string, createdAt: string, maskedFields: Array<string | null>, company: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ContactRecordQueryVariables = Exact<{
  id: string;
}>;


export type ContactRecordQuery = { contact: { nationalId: string | null, dateOfBirth: string | null, street: string | null, postalCode: string | null, city: string | null, marketingConsent: boolean, id: string, name: string, jobTitle: string | null, email: string | null, phone: string | null, status: string, lastSeenAt: string, createdAt: string, maskedFields: Array<string | null>, country: { code: string, name: string } | null, tickets: { nodes: Array<{ id: string, subject: string, status: string }> }, company: { id: string, name: string } | null } | null };

export type CreateContactMutationVariables = Exact<{
  contact: ContactInput;
}>;


export type CreateContactMutation = { createContact: { contact: { createdBy: string | null, id: string, name: string, jobTitle: string | null, email: string | null, phone: string | null, status: string, lastSeenAt: string, createdAt: string, maskedFields: Array<string | null>, company: { id: string, name: string } | null } | null } | null };

export type UpdateContactMutationVariables = Exact<{
  id: string;
  patch: ContactPatch;
}>;


export type UpdateContactMutation = { updateContact: { contact: { updatedAt: string, id: string, name: string, jobTitle: string | null, email: string | null, phone: string | null, status: string, lastSeenAt: string, createdAt: string, maskedFields: Array<string | null>, company: { id: string, name: string } | null } | null } | null };

export type DeleteContactMutationVariables = Exact<{
  id: string;
}>;


export type DeleteContactMutation = { deleteContact: { contact: { id: string } | null } | null };

export type ContentCalendarQueryVariables = Exact<{
  status: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContentCalendarQuery = { contentItems: { nodes: Array<{ id: string, title: string, kind: string, status: string, publishAt: string | null, brand: { id: string, name: string, primaryColor: string } | null, author: { id: string, displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type EditContentMutationVariables = Exact<{
  id: string;
  patch: ContentItemPatch;
}>;


export type EditContentMutation = { updateContentItem: { contentItem: { id: string, title: string, status: string } | null } | null };

export type BrandGalleryQueryVariables = Exact<{ [key: string]: never; }>;


export type BrandGalleryQuery = { brands: { nodes: Array<{ id: string, name: string, status: string, brandAssets: { nodes: Array<{ id: string, name: string, mediaType: string, sizeBytes: string }> } }> } | null };

export type KnowledgeCollectionQueryVariables = Exact<{
  collection: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KnowledgeCollectionQuery = { knowledgeDocuments: { nodes: Array<{ id: string, title: string, status: string, reviewedOn: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GroupMappingsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type GroupMappingsQuery = { groupMappings: { nodes: Array<{ id: string, issuer: string, claimedGroup: string, groupName: string | null, role: string | null, workspaceId: string | null, createdAt: string }> } | null };

export type MapGroupMutationVariables = Exact<{
  issuer: string;
  claimedGroup: string;
  groupName?: string | null | undefined;
  role?: string | null | undefined;
  workspaceId?: string | null | undefined;
}>;


export type MapGroupMutation = { mapGroup: { result: string | null } | null };

export type UnmapGroupMutationVariables = Exact<{
  id: string;
}>;


export type UnmapGroupMutation = { unmapGroup: { result: boolean | null } | null };

export type DashboardListQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardListQuery = { dashboards: { nodes: Array<{ id: string, name: string, audience: string }> } | null };

export type DashboardRecordQueryVariables = Exact<{
  id: string;
}>;


export type DashboardRecordQuery = { dashboard: { id: string, name: string, description: string | null, owner: { id: string, displayName: string } | null, dashboardCharts: { nodes: Array<{ id: string, title: string, kind: string, dataset: { id: string, name: string, status: string, refreshedAt: string | null } | null }> } } | null };

export type AutomationListQueryVariables = Exact<{ [key: string]: never; }>;


export type AutomationListQuery = { automations: { nodes: Array<{ id: string, name: string, event: string, action: string, enabled: boolean, automationRuns: { nodes: Array<{ id: string, status: string, startedAt: string, error: string | null }> } }> } | null };

export type LeadsByStageQueryVariables = Exact<{
  stage: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LeadsByStageQuery = { leads: { nodes: Array<{ id: string, title: string, stage: string, valueMinor: string, currencyCode: string, probability: number, expectedCloseOn: string, company: { id: string, name: string } | null, owner: { id: string, displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MoveLeadMutationVariables = Exact<{
  id: string;
  stage: string;
  closedAt?: string | null | undefined;
}>;


export type MoveLeadMutation = { updateLead: { lead: { id: string, stage: string, closedAt: string | null } | null } | null };

export type MemberListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MemberListQuery = { members: { nodes: Array<{ id: string, displayName: string, email: string, joinedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MembershipListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembershipListQuery = { memberships: { nodes: Array<{ id: string, role: string, wholeTenant: boolean, workspace: string | null, workspaceName: string | null, fromProvider: boolean, member: { id: string, displayName: string, email: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, roles: { nodes: Array<{ name: string, description: string, permissions: Array<string | null>, isPreset: boolean }> } | null };

export type InvitationListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvitationListQuery = { invitations: { nodes: Array<{ id: string, email: string, role: string, wholeTenant: boolean, workspace: string | null, status: string, createdAt: string, expiresAt: string, inviter: { id: string, displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type InviteMemberMutationVariables = Exact<{
  email: string;
  role: string;
  workspace?: string | null | undefined;
  wholeTenant?: boolean | null | undefined;
}>;


export type InviteMemberMutation = { inviteMember: { result: { id: string, email: string, role: string, workspace: string | null, wholeTenant: boolean, expiresAt: string, token: string } | null } | null };

export type RevokeInvitationMutationVariables = Exact<{
  id: string;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { result: boolean | null } | null };

export type AcceptInvitationMutationVariables = Exact<{
  token: string;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { result: { tenantName: string, tenantSlug: string, workspace: string | null, role: string } | null } | null };

export type ChangeRoleMutationVariables = Exact<{
  userId: string;
  role: string;
  workspace?: string | null | undefined;
  wholeTenant?: boolean | null | undefined;
}>;


export type ChangeRoleMutation = { changeRole: { result: { userId: string, role: string, workspace: string | null, wholeTenant: boolean } | null } | null };

export type RemoveMemberMutationVariables = Exact<{
  userId: string;
  workspace?: string | null | undefined;
  wholeTenant?: boolean | null | undefined;
}>;


export type RemoveMemberMutation = { removeMember: { result: number | null } | null };

export type LeaveWorkspaceMutationVariables = Exact<{ [key: string]: never; }>;


export type LeaveWorkspaceMutation = { leaveWorkspace: { result: number | null } | null };

export type LeaveTenantMutationVariables = Exact<{ [key: string]: never; }>;


export type LeaveTenantMutation = { leaveTenant: { result: number | null } | null };

export type TransferOwnershipMutationVariables = Exact<{
  userId: string;
}>;


export type TransferOwnershipMutation = { transferOwnership: { result: { userId: string, role: string, wholeTenant: boolean } | null } | null };

export type CreateRoleMutationVariables = Exact<{
  name: string;
  description: string;
  permissions: Array<string | null | undefined> | string;
}>;


export type CreateRoleMutation = { createRole: { result: { name: string, description: string, permissions: Array<string | null> } | null } | null };

export type ChangeRolePermissionsMutationVariables = Exact<{
  name: string;
  permissions: Array<string | null | undefined> | string;
}>;


export type ChangeRolePermissionsMutation = { changeRolePermissions: { result: { name: string, description: string, permissions: Array<string | null> } | null } | null };

export type DeleteRoleMutationVariables = Exact<{
  name: string;
}>;


export type DeleteRoleMutation = { deleteRole: { result: boolean | null } | null };

export type SavedViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedViewsQuery = { savedViews: { nodes: Array<{ id: string, name: string, list: string, filter: unknown }> } | null };

export type SaveViewMutationVariables = Exact<{
  savedView: SavedViewInput;
}>;


export type SaveViewMutation = { createSavedView: { savedView: { id: string, name: string } | null } | null };

export type ForgetViewMutationVariables = Exact<{
  id: string;
}>;


export type ForgetViewMutation = { deleteSavedView: { savedView: { id: string } | null } | null };

export type CurrentSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentSessionQuery = { currentSession: { userId: string, displayName: string, email: string, tenantName: string, tenantSlug: string, workspaceId: string, workspaceName: string, workspaceSlug: string, role: string, permissions: Array<string | null>, expiresAt: string } | null };

export type WorkspaceSwitcherQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceSwitcherQuery = { myWorkspaces: { nodes: Array<{ id: string, name: string, slug: string, tenantName: string, tenantSlug: string, role: string }> } | null };

export type ShareListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ShareFilter | null | undefined;
}>;


export type ShareListQuery = { shares: { nodes: Array<{ id: string, tableName: string, rowId: string, action: string, userId: string | null, role: string | null, groupName: string | null, endsAt: string | null, isMine: boolean, sharedBy: string | null, sharedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ShareRowMutationVariables = Exact<{
  tableName: string;
  rowId: string;
  action: string;
  userId?: string | null | undefined;
  role?: string | null | undefined;
  groupName?: string | null | undefined;
  endsAt?: string | null | undefined;
}>;


export type ShareRowMutation = { shareRow: { result: { id: string, endsAt: string | null } | null } | null };

export type UnshareRowMutationVariables = Exact<{
  id: string;
}>;


export type UnshareRowMutation = { unshareRow: { result: boolean | null } | null };

export type GroupListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GroupListQuery = { groups: { nodes: Array<{ name: string, description: string, members: { nodes: Array<{ byProvider: boolean, member: { id: string, displayName: string } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateGroupMutationVariables = Exact<{
  name: string;
  description?: string | null | undefined;
}>;


export type CreateGroupMutation = { createGroup: { result: { name: string } | null } | null };

export type DeleteGroupMutationVariables = Exact<{
  name: string;
}>;


export type DeleteGroupMutation = { deleteGroup: { result: boolean | null } | null };

export type AddToGroupMutationVariables = Exact<{
  groupName: string;
  userId: string;
}>;


export type AddToGroupMutation = { addToGroup: { result: { groupName: string, userId: string } | null } | null };

export type RemoveFromGroupMutationVariables = Exact<{
  groupName: string;
  userId: string;
}>;


export type RemoveFromGroupMutation = { removeFromGroup: { result: boolean | null } | null };

export type MemberAttributeListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MemberAttributeListQuery = { memberAttributes: { nodes: Array<{ userId: string, name: string, value: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SetMemberAttributeMutationVariables = Exact<{
  userId: string;
  name: string;
  value?: string | null | undefined;
}>;


export type SetMemberAttributeMutation = { setMemberAttribute: { result: { name: string, value: string } | null } | null };

export type SupportSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SupportSettingsQuery = { supportSettings: { enabled: boolean, approvals: number, longest: { hours: number | null, minutes: number | null }, ceiling: { hours: number | null, minutes: number | null } } | null };

export type ConfigureSupportMutationVariables = Exact<{
  enabled: boolean;
  longest?: IntervalInput | null | undefined;
  approvals?: number | null | undefined;
}>;


export type ConfigureSupportMutation = { configureSupport: { setting: { enabled: boolean, approvals: number } | null } | null };

export type SupportBlastRadiusQueryVariables = Exact<{
  workspaceIds?: Array<string | null | undefined> | string | null | undefined;
  mayWrite?: boolean | null | undefined;
  mayUnmask?: boolean | null | undefined;
}>;


export type SupportBlastRadiusQuery = { supportBlastRadius: { nodes: Array<{ tableName: string, rows: string, subjects: string | null, shownColumns: Array<string | null>, partlyMaskedColumns: Array<string | null>, maskedColumns: Array<string | null>, worstLabel: string | null, worstShownLabel: string | null, commands: Array<string | null>, suggestion: string | null }> } | null };

export type OpenSupportGrantMutationVariables = Exact<{
  email: string;
  reason: string;
  endsAt: string;
  startsAt?: string | null | undefined;
  workspaceIds?: Array<string | null | undefined> | string | null | undefined;
  mayWrite?: boolean | null | undefined;
  mayUnmask?: boolean | null | undefined;
}>;


export type OpenSupportGrantMutation = { openSupportGrant: { supportGrant: { id: string, state: string, approvals: number, neededApprovals: number } | null } | null };

export type ApproveSupportGrantMutationVariables = Exact<{
  id: string;
}>;


export type ApproveSupportGrantMutation = { approveSupportGrant: { supportGrant: { id: string, state: string, approvals: number } | null } | null };

export type RevokeSupportGrantMutationVariables = Exact<{
  id: string;
}>;


export type RevokeSupportGrantMutation = { revokeSupportGrant: { supportGrant: { id: string, state: string } | null } | null };

export type ActiveSupportGrantsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ActiveSupportGrantsQuery = { supportGrants: { nodes: Array<{ id: string, granteeEmail: string, reason: string, workspaceIds: Array<string | null>, mayWrite: boolean, mayUnmask: boolean, startsAt: string, endsAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SupportReceiptQueryVariables = Exact<{
  id: string;
}>;


export type SupportReceiptQuery = { supportReceipt: { nodes: Array<{ tableName: string, reads: string, rowsRead: string | null, keysRead: string | null, rowsReadable: string | null, columnsRead: Array<string | null>, maskedColumnsRead: Array<string | null>, created: string | null, updated: string | null, deleted: string | null, firstAt: string | null, lastAt: string | null, addresses: Array<string | null>, withheld: boolean }> } | null, supportVisits: { nodes: Array<{ workspaceId: string, at: string, actorName: string, ip: string | null }> } | null };

export type TasksOfMemberQueryVariables = Exact<{
  memberId: string;
  status: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TasksOfMemberQuery = { tasks: { nodes: Array<{ id: string, title: string, priority: number, dueOn: string | null, company: { id: string, name: string } | null, ticket: { id: string, subject: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateTaskMutationVariables = Exact<{
  task: TaskInput;
}>;


export type CreateTaskMutation = { createTask: { task: { id: string, title: string, status: string, assignee: { id: string, displayName: string } | null } | null } | null };

export type TicketListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
}>;


export type TicketListQuery = { tickets: { nodes: Array<{ id: string, subject: string, status: string, priority: number, createdAt: string, company: { id: string, name: string } | null, assignee: { id: string, displayName: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type TicketRecordQueryVariables = Exact<{
  id: string;
}>;


export type TicketRecordQuery = { ticket: { id: string, subject: string, status: string, priority: number, channel: string, dueAt: string | null, closedAt: string | null, company: { id: string, name: string } | null, contact: { id: string, name: string, email: string | null } | null, ticketMessages: { nodes: Array<{ id: string, direction: string, body: string, createdAt: string, author: { id: string, displayName: string } | null }> }, tasks: { nodes: Array<{ id: string, title: string, status: string }> } } | null };

export type OpenTicketMutationVariables = Exact<{
  ticket: TicketInput;
}>;


export type OpenTicketMutation = { createTicket: { ticket: { id: string, subject: string, status: string } | null } | null };

export type AnswerTicketMutationVariables = Exact<{
  ticketId: string;
  body: string;
}>;


export type AnswerTicketMutation = { createTicketMessage: { ticketMessage: { id: string, createdAt: string, createdBy: string | null } | null } | null };

export type CloseTicketMutationVariables = Exact<{
  id: string;
  closedAt: string;
}>;


export type CloseTicketMutation = { updateTicket: { ticket: { id: string, status: string, closedAt: string | null } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ContactRowFragmentDoc = new TypedDocumentString(`
    fragment ContactRow on Contact {
  id
  name
  jobTitle
  email
  phone
  status
  lastSeenAt
  createdAt
  maskedFields
  company {
    id
    name
  }
}
    `, {"fragmentName":"ContactRow"}) as unknown as TypedDocumentString<ContactRowFragment, unknown>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($first: Int!, $after: Cursor) {
  apiKeys(first: $first, after: $after, orderBy: [CREATED_AT_DESC]) {
    nodes {
      id
      publicId
      environment
      name
      role
      workspaceIds
      memberByCreatedBy {
        displayName
      }
      createdAt
      expiresAt
      lastUsedAt
      rotatedAt
      revokedAt
      isLive
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($name: String!, $role: String!, $workspaceIds: [UUID], $expiresAt: Datetime) {
  createApiKey(
    input: {name: $name, role: $role, workspaceIds: $workspaceIds, expiresAt: $expiresAt}
  ) {
    result {
      id
      key
      publicId
      name
      role
      workspaceIds
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($id: UUID!, $overlap: IntervalInput) {
  rotateApiKey(input: {id: $id, overlap: $overlap}) {
    result {
      id
      key
      previousUntil
    }
  }
}
    `) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($id: UUID!) {
  revokeApiKey(input: {id: $id}) {
    result
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const OrganizationSnapshotDocument = new TypedDocumentString(`
    mutation OrganizationSnapshot {
  organizationSnapshot(input: {}) {
    result
  }
}
    `) as unknown as TypedDocumentString<OrganizationSnapshotMutation, OrganizationSnapshotMutationVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($first: Int!, $after: Cursor, $filter: AuditEventFilter) {
  auditEvents(first: $first, after: $after, filter: $filter, orderBy: [AT_DESC]) {
    nodes {
      id
      at
      action
      category
      severity
      actorKind
      actorId
      actorName
      objectType
      objectId
      requestId
      payload
      forgotten
      wholeTenant
      sealed
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const FollowAuditTrailDocument = new TypedDocumentString(`
    subscription FollowAuditTrail {
  auditEventRecorded {
    id
    at
    action
    severity
    actorName
    objectType
    objectId
  }
}
    `) as unknown as TypedDocumentString<FollowAuditTrailSubscription, FollowAuditTrailSubscriptionVariables>;
export const NewestCheckpointDocument = new TypedDocumentString(`
    query NewestCheckpoint {
  auditCheckpoints(first: 1, orderBy: [BATCH_DESC]) {
    nodes {
      batch
      size
      note
      signedAt
    }
  }
  auditKeys(first: 10) {
    nodes {
      verificationKey
      firstUsedAt
    }
  }
}
    `) as unknown as TypedDocumentString<NewestCheckpointQuery, NewestCheckpointQueryVariables>;
export const AuditRetentionDocument = new TypedDocumentString(`
    query AuditRetention {
  auditRetention {
    keepFor {
      months
      days
      years
    }
    isStandard
  }
}
    `) as unknown as TypedDocumentString<AuditRetentionQuery, AuditRetentionQueryVariables>;
export const KeepAuditTrailDocument = new TypedDocumentString(`
    mutation KeepAuditTrail($keepFor: IntervalInput) {
  setAuditRetention(input: {keepFor: $keepFor}) {
    result {
      keepFor {
        months
        days
        years
      }
      isStandard
    }
  }
}
    `) as unknown as TypedDocumentString<KeepAuditTrailMutation, KeepAuditTrailMutationVariables>;
export const OpenBillingPortalDocument = new TypedDocumentString(`
    mutation OpenBillingPortal($returnUrl: String!) {
  openBillingPortal(input: {returnUrl: $returnUrl}) {
    url
  }
}
    `) as unknown as TypedDocumentString<OpenBillingPortalMutation, OpenBillingPortalMutationVariables>;
export const SavePaymentMethodDocument = new TypedDocumentString(`
    mutation SavePaymentMethod($paymentMethod: String!) {
  savePaymentMethod(input: {paymentMethod: $paymentMethod}) {
    isSaved
  }
}
    `) as unknown as TypedDocumentString<SavePaymentMethodMutation, SavePaymentMethodMutationVariables>;
export const CompanyListDocument = new TypedDocumentString(`
    query CompanyList($first: Int = 20, $after: Cursor, $filter: CompanyFilter, $orderBy: [CompanyOrderBy!] = [CREATED_AT_DESC]) {
  companies(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      id
      name
      industry
      status
      city
      createdAt
      accountManager {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyListQuery, CompanyListQueryVariables>;
export const CompanyRecordDocument = new TypedDocumentString(`
    query CompanyRecord($id: UUID!) {
  company(id: $id) {
    id
    name
    domain
    industry
    headcount
    status
    accountManager {
      id
      displayName
    }
    contacts(first: 10, orderBy: NAME_ASC) {
      nodes {
        id
        name
        jobTitle
      }
      totalCount
    }
    leads(first: 10, orderBy: CREATED_AT_DESC) {
      nodes {
        id
        title
        stage
        valueMinor
        currencyCode
      }
    }
    tickets(first: 10, orderBy: CREATED_AT_DESC) {
      nodes {
        id
        subject
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyRecordQuery, CompanyRecordQueryVariables>;
export const CreateCompanyDocument = new TypedDocumentString(`
    mutation CreateCompany($company: CompanyInput!) {
  createCompany(input: {company: $company}) {
    company {
      id
      name
      status
      createdAt
      createdBy
    }
  }
}
    `) as unknown as TypedDocumentString<CreateCompanyMutation, CreateCompanyMutationVariables>;
export const ContactListDocument = new TypedDocumentString(`
    query ContactList($first: Int = 20, $after: Cursor, $filter: ContactFilter, $orderBy: [ContactOrderBy!] = [CREATED_AT_DESC]) {
  contacts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      ...ContactRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ContactRow on Contact {
  id
  name
  jobTitle
  email
  phone
  status
  lastSeenAt
  createdAt
  maskedFields
  company {
    id
    name
  }
}`) as unknown as TypedDocumentString<ContactListQuery, ContactListQueryVariables>;
export const ContactRecordDocument = new TypedDocumentString(`
    query ContactRecord($id: UUID!) {
  contact(id: $id) {
    ...ContactRow
    nationalId
    dateOfBirth
    street
    postalCode
    city
    country {
      code
      name
    }
    marketingConsent
    tickets(first: 10, orderBy: CREATED_AT_DESC) {
      nodes {
        id
        subject
        status
      }
    }
  }
}
    fragment ContactRow on Contact {
  id
  name
  jobTitle
  email
  phone
  status
  lastSeenAt
  createdAt
  maskedFields
  company {
    id
    name
  }
}`) as unknown as TypedDocumentString<ContactRecordQuery, ContactRecordQueryVariables>;
export const CreateContactDocument = new TypedDocumentString(`
    mutation CreateContact($contact: ContactInput!) {
  createContact(input: {contact: $contact}) {
    contact {
      ...ContactRow
      createdBy
    }
  }
}
    fragment ContactRow on Contact {
  id
  name
  jobTitle
  email
  phone
  status
  lastSeenAt
  createdAt
  maskedFields
  company {
    id
    name
  }
}`) as unknown as TypedDocumentString<CreateContactMutation, CreateContactMutationVariables>;
export const UpdateContactDocument = new TypedDocumentString(`
    mutation UpdateContact($id: UUID!, $patch: ContactPatch!) {
  updateContact(input: {id: $id, patch: $patch}) {
    contact {
      ...ContactRow
      updatedAt
    }
  }
}
    fragment ContactRow on Contact {
  id
  name
  jobTitle
  email
  phone
  status
  lastSeenAt
  createdAt
  maskedFields
  company {
    id
    name
  }
}`) as unknown as TypedDocumentString<UpdateContactMutation, UpdateContactMutationVariables>;
export const DeleteContactDocument = new TypedDocumentString(`
    mutation DeleteContact($id: UUID!) {
  deleteContact(input: {id: $id}) {
    contact {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteContactMutation, DeleteContactMutationVariables>;
export const ContentCalendarDocument = new TypedDocumentString(`
    query ContentCalendar($status: String!, $first: Int = 20, $after: Cursor) {
  contentItems(
    first: $first
    after: $after
    filter: {status: {equalTo: $status}}
    orderBy: CREATED_AT_DESC
  ) {
    nodes {
      id
      title
      kind
      status
      publishAt
      brand {
        id
        name
        primaryColor
      }
      author {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ContentCalendarQuery, ContentCalendarQueryVariables>;
export const EditContentDocument = new TypedDocumentString(`
    mutation EditContent($id: UUID!, $patch: ContentItemPatch!) {
  updateContentItem(input: {id: $id, patch: $patch}) {
    contentItem {
      id
      title
      status
    }
  }
}
    `) as unknown as TypedDocumentString<EditContentMutation, EditContentMutationVariables>;
export const BrandGalleryDocument = new TypedDocumentString(`
    query BrandGallery {
  brands(first: 50, orderBy: NAME_ASC) {
    nodes {
      id
      name
      status
      brandAssets(first: 4, orderBy: CREATED_AT_DESC) {
        nodes {
          id
          name
          mediaType
          sizeBytes
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BrandGalleryQuery, BrandGalleryQueryVariables>;
export const KnowledgeCollectionDocument = new TypedDocumentString(`
    query KnowledgeCollection($collection: String!, $first: Int = 20, $after: Cursor) {
  knowledgeDocuments(
    first: $first
    after: $after
    filter: {collection: {equalTo: $collection}}
    orderBy: CREATED_AT_DESC
  ) {
    nodes {
      id
      title
      status
      reviewedOn
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KnowledgeCollectionQuery, KnowledgeCollectionQueryVariables>;
export const GroupMappingsDocument = new TypedDocumentString(`
    query GroupMappings($first: Int = 100) {
  groupMappings(first: $first) {
    nodes {
      id
      issuer
      claimedGroup
      groupName
      role
      workspaceId
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<GroupMappingsQuery, GroupMappingsQueryVariables>;
export const MapGroupDocument = new TypedDocumentString(`
    mutation MapGroup($issuer: String!, $claimedGroup: String!, $groupName: String, $role: String, $workspaceId: UUID) {
  mapGroup(
    input: {issuer: $issuer, claimedGroup: $claimedGroup, groupName: $groupName, role: $role, workspaceId: $workspaceId}
  ) {
    result
  }
}
    `) as unknown as TypedDocumentString<MapGroupMutation, MapGroupMutationVariables>;
export const UnmapGroupDocument = new TypedDocumentString(`
    mutation UnmapGroup($id: UUID!) {
  unmapGroup(input: {id: $id}) {
    result
  }
}
    `) as unknown as TypedDocumentString<UnmapGroupMutation, UnmapGroupMutationVariables>;
export const DashboardListDocument = new TypedDocumentString(`
    query DashboardList {
  dashboards(first: 50, orderBy: NAME_ASC) {
    nodes {
      id
      name
      audience
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardListQuery, DashboardListQueryVariables>;
export const DashboardRecordDocument = new TypedDocumentString(`
    query DashboardRecord($id: UUID!) {
  dashboard(id: $id) {
    id
    name
    description
    owner {
      id
      displayName
    }
    dashboardCharts(first: 20, orderBy: POSITION_ASC) {
      nodes {
        id
        title
        kind
        dataset {
          id
          name
          status
          refreshedAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardRecordQuery, DashboardRecordQueryVariables>;
export const AutomationListDocument = new TypedDocumentString(`
    query AutomationList {
  automations(first: 20, orderBy: CREATED_AT_DESC) {
    nodes {
      id
      name
      event
      action
      enabled
      automationRuns(first: 5, orderBy: STARTED_AT_DESC) {
        nodes {
          id
          status
          startedAt
          error
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AutomationListQuery, AutomationListQueryVariables>;
export const LeadsByStageDocument = new TypedDocumentString(`
    query LeadsByStage($stage: String!, $first: Int = 20, $after: Cursor) {
  leads(
    first: $first
    after: $after
    filter: {stage: {equalTo: $stage}}
    orderBy: CREATED_AT_DESC
  ) {
    nodes {
      id
      title
      stage
      valueMinor
      currencyCode
      probability
      expectedCloseOn
      company {
        id
        name
      }
      owner {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<LeadsByStageQuery, LeadsByStageQueryVariables>;
export const MoveLeadDocument = new TypedDocumentString(`
    mutation MoveLead($id: UUID!, $stage: String!, $closedAt: Datetime) {
  updateLead(input: {id: $id, patch: {stage: $stage, closedAt: $closedAt}}) {
    lead {
      id
      stage
      closedAt
    }
  }
}
    `) as unknown as TypedDocumentString<MoveLeadMutation, MoveLeadMutationVariables>;
export const MemberListDocument = new TypedDocumentString(`
    query MemberList($first: Int = 50, $after: Cursor) {
  members(first: $first, after: $after, orderBy: DISPLAY_NAME_ASC) {
    nodes {
      id
      displayName
      email
      joinedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MemberListQuery, MemberListQueryVariables>;
export const MembershipListDocument = new TypedDocumentString(`
    query MembershipList($first: Int = 100, $after: Cursor) {
  memberships(first: $first, after: $after) {
    nodes {
      id
      role
      wholeTenant
      workspace
      workspaceName
      fromProvider
      member {
        id
        displayName
        email
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  roles(first: 100, orderBy: NAME_ASC) {
    nodes {
      name
      description
      permissions
      isPreset
    }
  }
}
    `) as unknown as TypedDocumentString<MembershipListQuery, MembershipListQueryVariables>;
export const InvitationListDocument = new TypedDocumentString(`
    query InvitationList($first: Int = 50, $after: Cursor) {
  invitations(first: $first, after: $after, orderBy: CREATED_AT_DESC) {
    nodes {
      id
      email
      role
      wholeTenant
      workspace
      status
      createdAt
      expiresAt
      inviter {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<InvitationListQuery, InvitationListQueryVariables>;
export const InviteMemberDocument = new TypedDocumentString(`
    mutation InviteMember($email: String!, $role: String!, $workspace: String, $wholeTenant: Boolean) {
  inviteMember(
    input: {email: $email, role: $role, workspace: $workspace, wholeTenant: $wholeTenant}
  ) {
    result {
      id
      email
      role
      workspace
      wholeTenant
      expiresAt
      token
    }
  }
}
    `) as unknown as TypedDocumentString<InviteMemberMutation, InviteMemberMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($id: UUID!) {
  revokeInvitation(input: {id: $id}) {
    result
  }
}
    `) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($token: String!) {
  acceptInvitation(input: {token: $token}) {
    result {
      tenantName
      tenantSlug
      workspace
      role
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const ChangeRoleDocument = new TypedDocumentString(`
    mutation ChangeRole($userId: UUID!, $role: String!, $workspace: String, $wholeTenant: Boolean) {
  changeRole(
    input: {userId: $userId, role: $role, workspace: $workspace, wholeTenant: $wholeTenant}
  ) {
    result {
      userId
      role
      workspace
      wholeTenant
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeRoleMutation, ChangeRoleMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($userId: UUID!, $workspace: String, $wholeTenant: Boolean) {
  removeMember(
    input: {userId: $userId, workspace: $workspace, wholeTenant: $wholeTenant}
  ) {
    result
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const LeaveWorkspaceDocument = new TypedDocumentString(`
    mutation LeaveWorkspace {
  leaveWorkspace(input: {}) {
    result
  }
}
    `) as unknown as TypedDocumentString<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;
export const LeaveTenantDocument = new TypedDocumentString(`
    mutation LeaveTenant {
  leaveTenant(input: {}) {
    result
  }
}
    `) as unknown as TypedDocumentString<LeaveTenantMutation, LeaveTenantMutationVariables>;
export const TransferOwnershipDocument = new TypedDocumentString(`
    mutation TransferOwnership($userId: UUID!) {
  transferOwnership(input: {userId: $userId}) {
    result {
      userId
      role
      wholeTenant
    }
  }
}
    `) as unknown as TypedDocumentString<TransferOwnershipMutation, TransferOwnershipMutationVariables>;
export const CreateRoleDocument = new TypedDocumentString(`
    mutation CreateRole($name: String!, $description: String!, $permissions: [String]!) {
  createRole(
    input: {name: $name, description: $description, permissions: $permissions}
  ) {
    result {
      name
      description
      permissions
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRoleMutation, CreateRoleMutationVariables>;
export const ChangeRolePermissionsDocument = new TypedDocumentString(`
    mutation ChangeRolePermissions($name: String!, $permissions: [String]!) {
  changeRolePermissions(input: {name: $name, permissions: $permissions}) {
    result {
      name
      description
      permissions
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeRolePermissionsMutation, ChangeRolePermissionsMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($name: String!) {
  deleteRole(input: {name: $name}) {
    result
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const SavedViewsDocument = new TypedDocumentString(`
    query SavedViews {
  savedViews(first: 50, orderBy: POSITION_ASC) {
    nodes {
      id
      name
      list
      filter
    }
  }
}
    `) as unknown as TypedDocumentString<SavedViewsQuery, SavedViewsQueryVariables>;
export const SaveViewDocument = new TypedDocumentString(`
    mutation SaveView($savedView: SavedViewInput!) {
  createSavedView(input: {savedView: $savedView}) {
    savedView {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SaveViewMutation, SaveViewMutationVariables>;
export const ForgetViewDocument = new TypedDocumentString(`
    mutation ForgetView($id: UUID!) {
  deleteSavedView(input: {id: $id}) {
    savedView {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ForgetViewMutation, ForgetViewMutationVariables>;
export const CurrentSessionDocument = new TypedDocumentString(`
    query CurrentSession {
  currentSession {
    userId
    displayName
    email
    tenantName
    tenantSlug
    workspaceId
    workspaceName
    workspaceSlug
    role
    permissions
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<CurrentSessionQuery, CurrentSessionQueryVariables>;
export const WorkspaceSwitcherDocument = new TypedDocumentString(`
    query WorkspaceSwitcher {
  myWorkspaces(first: 100) {
    nodes {
      id
      name
      slug
      tenantName
      tenantSlug
      role
    }
  }
}
    `) as unknown as TypedDocumentString<WorkspaceSwitcherQuery, WorkspaceSwitcherQueryVariables>;
export const ShareListDocument = new TypedDocumentString(`
    query ShareList($first: Int = 50, $after: Cursor, $filter: ShareFilter) {
  shares(first: $first, after: $after, filter: $filter, orderBy: SHARED_AT_DESC) {
    nodes {
      id
      tableName
      rowId
      action
      userId
      role
      groupName
      endsAt
      isMine
      sharedBy
      sharedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ShareListQuery, ShareListQueryVariables>;
export const ShareRowDocument = new TypedDocumentString(`
    mutation ShareRow($tableName: String!, $rowId: UUID!, $action: String!, $userId: UUID, $role: String, $groupName: String, $endsAt: Datetime) {
  shareRow(
    input: {tableName: $tableName, rowId: $rowId, action: $action, userId: $userId, role: $role, groupName: $groupName, endsAt: $endsAt}
  ) {
    result {
      id
      endsAt
    }
  }
}
    `) as unknown as TypedDocumentString<ShareRowMutation, ShareRowMutationVariables>;
export const UnshareRowDocument = new TypedDocumentString(`
    mutation UnshareRow($id: UUID!) {
  unshareRow(input: {id: $id}) {
    result
  }
}
    `) as unknown as TypedDocumentString<UnshareRowMutation, UnshareRowMutationVariables>;
export const GroupListDocument = new TypedDocumentString(`
    query GroupList($first: Int = 50, $after: Cursor) {
  groups(first: $first, after: $after, orderBy: NAME_ASC) {
    nodes {
      name
      description
      members(first: 100) {
        nodes {
          byProvider
          member {
            id
            displayName
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<GroupListQuery, GroupListQueryVariables>;
export const CreateGroupDocument = new TypedDocumentString(`
    mutation CreateGroup($name: String!, $description: String) {
  createGroup(input: {name: $name, description: $description}) {
    result {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<CreateGroupMutation, CreateGroupMutationVariables>;
export const DeleteGroupDocument = new TypedDocumentString(`
    mutation DeleteGroup($name: String!) {
  deleteGroup(input: {name: $name}) {
    result
  }
}
    `) as unknown as TypedDocumentString<DeleteGroupMutation, DeleteGroupMutationVariables>;
export const AddToGroupDocument = new TypedDocumentString(`
    mutation AddToGroup($groupName: String!, $userId: UUID!) {
  addToGroup(input: {groupName: $groupName, userId: $userId}) {
    result {
      groupName
      userId
    }
  }
}
    `) as unknown as TypedDocumentString<AddToGroupMutation, AddToGroupMutationVariables>;
export const RemoveFromGroupDocument = new TypedDocumentString(`
    mutation RemoveFromGroup($groupName: String!, $userId: UUID!) {
  removeFromGroup(input: {groupName: $groupName, userId: $userId}) {
    result
  }
}
    `) as unknown as TypedDocumentString<RemoveFromGroupMutation, RemoveFromGroupMutationVariables>;
export const MemberAttributeListDocument = new TypedDocumentString(`
    query MemberAttributeList($first: Int = 100, $after: Cursor) {
  memberAttributes(first: $first, after: $after, orderBy: USER_ID_ASC) {
    nodes {
      userId
      name
      value
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MemberAttributeListQuery, MemberAttributeListQueryVariables>;
export const SetMemberAttributeDocument = new TypedDocumentString(`
    mutation SetMemberAttribute($userId: UUID!, $name: String!, $value: String) {
  setMemberAttribute(input: {userId: $userId, name: $name, value: $value}) {
    result {
      name
      value
    }
  }
}
    `) as unknown as TypedDocumentString<SetMemberAttributeMutation, SetMemberAttributeMutationVariables>;
export const SupportSettingsDocument = new TypedDocumentString(`
    query SupportSettings {
  supportSettings {
    enabled
    approvals
    longest {
      hours
      minutes
    }
    ceiling {
      hours
      minutes
    }
  }
}
    `) as unknown as TypedDocumentString<SupportSettingsQuery, SupportSettingsQueryVariables>;
export const ConfigureSupportDocument = new TypedDocumentString(`
    mutation ConfigureSupport($enabled: Boolean!, $longest: IntervalInput, $approvals: Int) {
  configureSupport(
    input: {enabled: $enabled, longest: $longest, approvals: $approvals}
  ) {
    setting {
      enabled
      approvals
    }
  }
}
    `) as unknown as TypedDocumentString<ConfigureSupportMutation, ConfigureSupportMutationVariables>;
export const SupportBlastRadiusDocument = new TypedDocumentString(`
    query SupportBlastRadius($workspaceIds: [UUID], $mayWrite: Boolean, $mayUnmask: Boolean) {
  supportBlastRadius(
    first: 100
    workspaceIds: $workspaceIds
    mayWrite: $mayWrite
    mayUnmask: $mayUnmask
  ) {
    nodes {
      tableName
      rows
      subjects
      shownColumns
      partlyMaskedColumns
      maskedColumns
      worstLabel
      worstShownLabel
      commands
      suggestion
    }
  }
}
    `) as unknown as TypedDocumentString<SupportBlastRadiusQuery, SupportBlastRadiusQueryVariables>;
export const OpenSupportGrantDocument = new TypedDocumentString(`
    mutation OpenSupportGrant($email: String!, $reason: String!, $endsAt: Datetime!, $startsAt: Datetime, $workspaceIds: [UUID], $mayWrite: Boolean, $mayUnmask: Boolean) {
  openSupportGrant(
    input: {email: $email, reason: $reason, endsAt: $endsAt, startsAt: $startsAt, workspaceIds: $workspaceIds, mayWrite: $mayWrite, mayUnmask: $mayUnmask}
  ) {
    supportGrant {
      id
      state
      approvals
      neededApprovals
    }
  }
}
    `) as unknown as TypedDocumentString<OpenSupportGrantMutation, OpenSupportGrantMutationVariables>;
export const ApproveSupportGrantDocument = new TypedDocumentString(`
    mutation ApproveSupportGrant($id: UUID!) {
  approveSupportGrant(input: {grantId: $id}) {
    supportGrant {
      id
      state
      approvals
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveSupportGrantMutation, ApproveSupportGrantMutationVariables>;
export const RevokeSupportGrantDocument = new TypedDocumentString(`
    mutation RevokeSupportGrant($id: UUID!) {
  revokeSupportGrant(input: {grantId: $id}) {
    supportGrant {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeSupportGrantMutation, RevokeSupportGrantMutationVariables>;
export const ActiveSupportGrantsDocument = new TypedDocumentString(`
    query ActiveSupportGrants($first: Int = 20, $after: Cursor) {
  supportGrants(
    first: $first
    after: $after
    filter: {state: {equalTo: "active"}}
    orderBy: [ENDS_AT_ASC]
  ) {
    nodes {
      id
      granteeEmail
      reason
      workspaceIds
      mayWrite
      mayUnmask
      startsAt
      endsAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ActiveSupportGrantsQuery, ActiveSupportGrantsQueryVariables>;
export const SupportReceiptDocument = new TypedDocumentString(`
    query SupportReceipt($id: UUID!) {
  supportReceipt(first: 100, grantId: $id) {
    nodes {
      tableName
      reads
      rowsRead
      keysRead
      rowsReadable
      columnsRead
      maskedColumnsRead
      created
      updated
      deleted
      firstAt
      lastAt
      addresses
      withheld
    }
  }
  supportVisits(first: 100, grantId: $id) {
    nodes {
      workspaceId
      at
      actorName
      ip
    }
  }
}
    `) as unknown as TypedDocumentString<SupportReceiptQuery, SupportReceiptQueryVariables>;
export const TasksOfMemberDocument = new TypedDocumentString(`
    query TasksOfMember($memberId: UUID!, $status: String!, $first: Int = 20, $after: Cursor) {
  tasks(
    first: $first
    after: $after
    filter: {assigneeId: {equalTo: $memberId}, status: {equalTo: $status}}
    orderBy: CREATED_AT_DESC
  ) {
    nodes {
      id
      title
      priority
      dueOn
      company {
        id
        name
      }
      ticket {
        id
        subject
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TasksOfMemberQuery, TasksOfMemberQueryVariables>;
export const CreateTaskDocument = new TypedDocumentString(`
    mutation CreateTask($task: TaskInput!) {
  createTask(input: {task: $task}) {
    task {
      id
      title
      status
      assignee {
        id
        displayName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CreateTaskMutation, CreateTaskMutationVariables>;
export const TicketListDocument = new TypedDocumentString(`
    query TicketList($first: Int = 20, $after: Cursor, $filter: TicketFilter) {
  tickets(first: $first, after: $after, filter: $filter, orderBy: CREATED_AT_DESC) {
    nodes {
      id
      subject
      status
      priority
      createdAt
      company {
        id
        name
      }
      assignee {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TicketListQuery, TicketListQueryVariables>;
export const TicketRecordDocument = new TypedDocumentString(`
    query TicketRecord($id: UUID!) {
  ticket(id: $id) {
    id
    subject
    status
    priority
    channel
    dueAt
    closedAt
    company {
      id
      name
    }
    contact {
      id
      name
      email
    }
    ticketMessages(first: 50, orderBy: CREATED_AT_ASC) {
      nodes {
        id
        direction
        body
        createdAt
        author {
          id
          displayName
        }
      }
    }
    tasks(first: 10, orderBy: CREATED_AT_DESC) {
      nodes {
        id
        title
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TicketRecordQuery, TicketRecordQueryVariables>;
export const OpenTicketDocument = new TypedDocumentString(`
    mutation OpenTicket($ticket: TicketInput!) {
  createTicket(input: {ticket: $ticket}) {
    ticket {
      id
      subject
      status
    }
  }
}
    `) as unknown as TypedDocumentString<OpenTicketMutation, OpenTicketMutationVariables>;
export const AnswerTicketDocument = new TypedDocumentString(`
    mutation AnswerTicket($ticketId: UUID!, $body: String!) {
  createTicketMessage(
    input: {ticketMessage: {ticketId: $ticketId, direction: "outbound", body: $body}}
  ) {
    ticketMessage {
      id
      createdAt
      createdBy
    }
  }
}
    `) as unknown as TypedDocumentString<AnswerTicketMutation, AnswerTicketMutationVariables>;
export const CloseTicketDocument = new TypedDocumentString(`
    mutation CloseTicket($id: UUID!, $closedAt: Datetime!) {
  updateTicket(input: {id: $id, patch: {status: "closed", closedAt: $closedAt}}) {
    ticket {
      id
      status
      closedAt
    }
  }
}
    `) as unknown as TypedDocumentString<CloseTicketMutation, CloseTicketMutationVariables>;