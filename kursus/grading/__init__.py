"""Grades submissions of people one does not trust.

From the outside in: ``submissions`` finds and stages what was handed in, ``batch``
deals jobs out and keeps the ``journal`` of ``verdicts``, ``service`` runs one job:
the trusted ``examiner`` asserts in one process, the learner's file runs in another
one that the ``zygote`` forks and the ``sandbox`` shuts in, and ``proxy`` (trusted)
and ``server`` (not trusted) talk over the ``channel``. ``exports`` turns verdicts
into files for a learning platform. docs/grading.md holds the threat model.
"""
