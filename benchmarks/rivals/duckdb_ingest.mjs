// Counts a CSV file of records with DuckDB: node duckdb_ingest.mjs FILE THREADS OUT
// Writes the table to OUT and prints seconds of the query, then processor seconds.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads, out] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const columns = `{person: 'VARCHAR', birth_year: 'SMALLINT', sex: 'VARCHAR', x: 'DOUBLE', y: 'DOUBLE', buurt: 'VARCHAR',
  product: 'VARCHAR', delivery: 'VARCHAR', started: 'DATE', ended: 'DATE', hours: 'DOUBLE', cost_cents: 'BIGINT'}`;
const query = `
  CREATE TABLE counted AS
  SELECT buurt, year(started) || 'Q' || quarter(started) AS quarter, product,
    CASE WHEN year(started) - birth_year < 4 THEN '0-3' WHEN year(started) - birth_year < 12 THEN '4-11'
      WHEN year(started) - birth_year < 18 THEN '12-17' WHEN year(started) - birth_year < 23 THEN '18-22'
      WHEN year(started) - birth_year < 45 THEN '23-44' WHEN year(started) - birth_year < 65 THEN '45-64'
      WHEN year(started) - birth_year < 75 THEN '65-74' WHEN year(started) - birth_year < 85 THEN '75-84'
      ELSE '85+' END AS age,
    sex, count(*) AS rows, count(DISTINCT person) AS clients, sum(ended - started + 1) AS days,
    sum(cost_cents) AS cents, sum(x) AS unused_x, sum(y) AS unused_y, sum(hours) AS unused_hours
  FROM read_csv('${file}', header = true, columns = ${columns})
  GROUP BY ALL`;
const [begin, cpu] = [performance.now(), process.cpuUsage()];
await connection.run(query);
const seconds = (performance.now() - begin) / 1000;
const spent = process.cpuUsage(cpu);
await connection.run(`COPY (SELECT buurt, quarter, product, age, sex, rows, clients, days, cents FROM counted)
  TO '${out}' (HEADER false)`);
console.log((spent.user + spent.system) / 1e6);
console.log(seconds);
