/** An attack is a test: neither the example nor tokens signed for anybody exist in production. */
process.env['NODE_ENV'] = 'test';
process.env['GRAPHILE_ENV'] = 'test';
