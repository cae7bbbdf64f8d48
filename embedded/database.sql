-- What each role may do in the product's database; run in it as superuser before the first migration.
-- What owner creates from now on, web and worker may read and change. A migration takes back what a table must
-- not allow, such as changing the log. Nobody but owner may create anything, and nobody may truncate.
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO web, worker', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO owner;
GRANT USAGE ON SCHEMA public TO web, worker;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO web, worker;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT SELECT, USAGE ON SEQUENCES TO web, worker;
