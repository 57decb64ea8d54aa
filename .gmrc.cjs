// For graphile-migrate's own commands, such as `npx graphile-migrate status`. What Tenet runs itself is in database/migrate.ts.
module.exports = {
  // Never DATABASE_URL, which would be the default: that login is an administrator, and migrations belong to tenet_owner.
  connectionString: process.env.TENET_DATABASE_URL_MIGRATOR ?? '',
  shadowConnectionString: process.env.TENET_SHADOW_DATABASE_URL_MIGRATOR,
  rootConnectionString: process.env.DATABASE_URL,
  afterReset: ['!hardening.sql'],
};
