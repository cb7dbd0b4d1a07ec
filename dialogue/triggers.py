"""What SQL refuses of comments."""

ANSWER_ONE_LEVEL_DOWN = """
SELECT format('comment %s answers an answer, or a comment on something else', c.id) AS fault
FROM changed c JOIN dialogue_comment p ON p.id = c.parent_id
WHERE p.parent_id IS NOT NULL
   OR (p.organisation_id, p.subject_type_id, p.subject_id)
      IS DISTINCT FROM (c.organisation_id, c.subject_type_id, c.subject_id)
"""
