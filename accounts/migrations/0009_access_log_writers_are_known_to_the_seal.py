"""Whoever adds to the access log holds a shared lock until commit, so that the seal can wait for all of them."""

from django.db import migrations

# The key is accounts.sealing.LOCK. The lock is taken before the statement draws its first id: a seal that gets the
# lock for itself knows that no smaller id will appear later.
CREATE = """
CREATE FUNCTION access_log_is_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(5137042);
    RETURN NULL;
END
$$;

CREATE TRIGGER access_log_is_written BEFORE INSERT ON accounts_accesslogentry
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_written();
"""
DROP = """
DROP TRIGGER access_log_is_written ON accounts_accesslogentry;
DROP FUNCTION access_log_is_written();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_access_log_is_append_only")]

    operations = [migrations.RunSQL(CREATE, DROP)]
