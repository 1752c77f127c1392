CREATE FUNCTION min(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT LEAST($1, $2)';
CREATE FUNCTION max(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT GREATEST($1, $2)';
CREATE FUNCTION min(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS 'SELECT LEAST($1, $2)';
CREATE FUNCTION max(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS 'SELECT GREATEST($1, $2)';
CREATE AGGREGATE max(boolean) (SFUNC = boolor_statefunc, STYPE = boolean);
CREATE AGGREGATE min(boolean) (SFUNC = booland_statefunc, STYPE = boolean);
CREATE FUNCTION iif(boolean, anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 THEN $2 ELSE $3 END';
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT strpos($1, $2)';
CREATE FUNCTION count_true(bigint, boolean) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + CASE WHEN $2 THEN 1 ELSE 0 END';
CREATE AGGREGATE sum(boolean) (SFUNC = count_true, STYPE = bigint);
CREATE FUNCTION json_each(text) RETURNS TABLE (key bigint, value bigint) LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ordinality - 1, each::bigint FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS a (each, ordinality)';
-- Servers before 16 do not have this one, and those after it do not ask for it.
CREATE FUNCTION "json_array"(VARIADIC bigint[]) RETURNS json LANGUAGE sql IMMUTABLE AS 'SELECT array_to_json($1)';
CREATE FUNCTION json_of_list(json[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT array_to_json($1)::text';
CREATE AGGREGATE json_group_array(json) (SFUNC = array_append, STYPE = json[], INITCOND = '{}', FINALFUNC = json_of_list);
