"""Sorting of Swedish, Danish and Norwegian text without ICU, and full-text helpers."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

SORT_KEY = """
CREATE FUNCTION sort_key(value text, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT regexp_replace(
        regexp_replace(
            CASE WHEN language IN ('nb', 'nn', 'no', 'da')
                THEN translate(lower(value), 'ÆØÅÄÖæøåäöÉéÈèÜüÓóÒòÁáÀà', '{|}{|{|}{|eeeeuuooooaaaa')
                ELSE translate(lower(value), 'ÅÄÖÆØåäöæøÉéÈèÜüÓóÒòÁáÀà', '{|}|}{|}|}eeeeuuooooaaaa')
            END,
            '([0-9]+)', '000000000\\1', 'g'),
        '0*([0-9]{9})(?![0-9])', '\\1', 'g')
$$;
COMMENT ON FUNCTION sort_key(text, text) IS
    'Orders text as a Swede or a Norwegian expects (å ä ö; æ ø å), and numbers by value.';
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION sort_key(text, text)"),
    ]
