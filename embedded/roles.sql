-- The roles of the product, created where they are missing; run as superuser, as often as you like.
-- owner: owns the database and migrates. web and worker: run the product, with rows only, no DDL.
-- Limits keep one slow statement or a forgotten transaction from stopping everybody.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['owner', 'web', 'worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', role);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE owner SET lock_timeout = '5s';
ALTER ROLE web SET statement_timeout = '15s';
ALTER ROLE web SET lock_timeout = '5s';
ALTER ROLE web SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE worker SET statement_timeout = '120s';
ALTER ROLE worker SET lock_timeout = '5s';
ALTER ROLE worker SET idle_in_transaction_session_timeout = '120s';
