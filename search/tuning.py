"""Every weight, threshold and bound of search in one place, so that ranking is argued about here and nowhere else.

A hit's score is the sum of constant weights of what it matched. It has no term statistics, so it is the same on every
engine and at every depth, and can be explained. Weights are rounded to 1/4096 (`clauses.exact`), which makes sums of
them exact in the 32-bit floats of both engines, whatever the order of addition.
"""

from __future__ import annotations

# What a word of the question is worth where it stands. A word found nowhere but in the duties admits nobody: a long
# description mentions everything.
TITLE = 1.0
OCCUPATION = 0.6
BRAND = 0.8
SKILL = 0.6
ENTERPRISE = 0.6
ADDRESS = 0.4
DUTIES = 0.15

# How it was found there.
AS_WORD = 1.0
AS_PART = 0.8
"""As a sequence of characters that the segmentation has cut otherwise."""
AS_SYNONYM = 0.85
AS_CODE = 0.6
"""The word names an occupation, and the vacancy has its code."""
AND_CODE = 0.125
"""What the code adds where the title says it too."""
AS_PIECES = 0.6
"""The word is long, and all its pieces are there: 餐饮服务员 in 服务员（餐饮）."""
AS_PINYIN = 0.7
AS_CORRECTED = 0.5
AS_CHARACTER = 0.4

MOST_SYNONYMS = 16
"""Other names of the same that are looked for."""
OPTIONAL_IN_TITLE = 0.0625
OPTIONAL_IN_TEXT = 0.03125
"""What a word that keeps nothing out adds."""

# What the whole question is worth in the title.
WHOLE_IN_TITLE = 0.15
WHOLE_IS_SEGMENT = 0.25
"""A part of the title between marks is just what was asked: 电焊工/包吃住."""
SHORT_TITLE_STEPS = ((6, 0.0625), (10, 0.0625), (16, 0.03125))
"""Characters, and what a title no longer than that gains: it is about what it says."""

COMMON_WORD = 0.5
"""What a word that many titles have counts beside one that few have, in a question of several words."""
COMMON_FROM = 0.01
"""Share of the real titles from which a word is common."""

# The gate: how many words of the question must be found.
ALL_UP_TO = 2
ALL_BUT_ONE_UP_TO = 4
COVERAGE = 0.75

# What does not depend on words.
RECENCY_STEPS = ((1, 0.03125), (3, 0.03125), (7, 0.03125), (14, 0.03125), (30, 0.03125))
"""Days, and what a vacancy no older than that gains; the stairs add up."""
NEAR_STEPS = ((2.0, 0.0625), (5.0, 0.0625), (10.0, 0.0625), (20.0, 0.0625), (40.0, 0.0625))
"""Kilometres, and what a vacancy no farther than that gains."""
NEAR_WISHED = 3
"""How many times as much nearness counts when the question says 离家近."""
FAVOUR_STEPS = {"little": 0.25, "clearly": 1.0, "foremost": 4.0}
"""What a rule of a zone adds. Clearly: more than recency and competition can add together where the shipped λ is used;
foremost: more than the words of most questions are worth."""
PINNED, PINNED_STEP = 16.0, 0.25
"""What the first vacancy that officials pinned gains, and how much less each further one."""
HEAVIEST_FAVOUR = 32.0
MOST_FAVOURS = 24
FIRST_WISH = 0.25
"""A worker whose dearest wish is the occupation asked for."""
SKILL_STEP = 0.03125
"""Each skill level of a worker."""
PRICE_BITS = 8
"""The shadow price is indexed to 1/256."""
HEAVIEST_COMPETITION = 16.0
"""Beyond this a search would be ordered by competition alone."""
COMPETITION_WEIGHT = 0.0
"""λ: how much of the shadow price is taken off the score; off until somebody has decided about it."""

# Words in Latin letters.
SHORTEST_PINYIN = 2
TYPO_FROM = 8
"""Letters from which one slip is forgiven; in shorter words it finds the wrong thing (vente, verte)."""
MOST_CANDIDATES = 12
"""Words that a pinyin may stand for."""

# Bounds.
LONGEST_QUESTION = 120
"""Characters of the text that are read."""
MOST_UNITS = 12
LARGEST_PAGE = 100
DEEPEST = 10_000
"""Hits that can be paged through; who wants more filters, or follows the cursor."""
FARTHEST_KM = 2_000.0
MOST_VALUES = 200
"""Alternatives of one filter."""

# Facets.
WAGE_STEPS_FEN = (3_000_00, 4_000_00, 5_000_00, 6_000_00, 8_000_00, 10_000_00, 15_000_00)
FACET_VALUES = 60

# Rescue of a question that finds nothing.
WIDER = (2.0, 4.0)
"""Times the radius."""
MOST_CORRECTIONS = 3
LIKELY_OCCUPATION = 0.2
"""The score from which the occupation that a text most likely means is shown in place of nothing."""

# Similar vacancies.
SIMILAR = 4
SIMILAR_OCCUPATION, SIMILAR_MINOR, SIMILAR_MIDDLE = 0.5, 0.25, 0.125
SIMILAR_WORDS = 0.5
SIMILAR_COUNTY, SIMILAR_TOWN = 0.25, 0.0625
SIMILAR_WAGE = 0.125
SIMILAR_WAGE_REACH = 0.2
"""Share by which the wage may differ and still be like it."""

# Rebuilding.
SHRINK_FROM = 100
"""Documents from which a new index is compared with the old one."""
SHRINK_TO = 0.8
"""The share of the old documents that a new index must have."""
