"""Packages: one organisation's planning as one JSON document (docs/packages.md).

`tables` says once what each list of a package holds and where it is stored; the JSON Schema, reading,
comparing, writing and export all follow from it. Objects are compared in one *canonical* form: what a
package says and what the database holds are brought into it, and an object is changed if they differ.
"""
