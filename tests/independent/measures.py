#!/usr/bin/env python3
"""Some measures of the buyers of official files (DECP v2, JSON), computed apart from the product from the rules alone, to check it.

    python3 tests/independent/measures.py FILE...

Prints one JSON object: SIREN → year or half-year → measure → [numerator, denominator], amounts in cents.
"""

import json
import sys
from collections import defaultdict

from rates import contract_of, cpv_of, folded, records_of, words_in


def contracts_of(paths):
    """The last publication of each identity, as `rates.py` decides it."""
    found = {}
    for path in paths:
        for value, dialect, concession in records_of(path):
            contract = contract_of(value, dialect, concession)
            if contract and (contract["identity"] not in found or found[contract["identity"]][0]["order"] <= contract["order"]):
                found[contract["identity"]] = (contract, value)
    return [(contract, value) for contract, value in found.values() if not contract["concession"] and contract["year"]]


def yes_no(said, true):
    return None if said is None else true


def measured(contracts):
    sums = defaultdict(lambda: [0, 0])

    def share(measure, said, weight=1):
        """`said` is None when nothing is known."""
        if said is not None:
            sums[measure][0] += int(said) * weight
            sums[measure][1] += weight

    amounts = {}
    for contract, value in contracts:
        social, environmental = (
            {"yes": True, "declaredNone": False}.get(contract[pillar][0]) for pillar in ("social", "environmental")
        )
        both = None if social is None or environmental is None else social and environmental
        offers = value.get("offresRecues")
        offers = offers if isinstance(offers, int) and offers > 0 else None
        words = [word for word in map(folded, words_in(value.get("techniques"))) if word]
        framework = "accord-cadre" in words if words else None
        share("social-share", social)
        share("both-share", both)
        if (cpv_of(value.get("codeCPV")) or "").startswith("45"):
            share("works:social-share", social)
        share("single-offer-share", yes_no(offers, offers == 1))
        share("innovative-share", value.get("marcheInnovant"))
        share("framework-share", framework)
        if offers:
            sums["offers-average"][0] += offers
            sums["offers-average"][1] += 1
        if not contract["excluded"]:
            key = contract["ceiling"] or contract["identity"]
            amount, *states = amounts.get(key, (contract["amount"], None, None, None))
            now = (social, both, framework)
            # Of the lines of one ceiling, yes is before no, and no before nothing.
            amounts[key] = (amount, *(new if old is None or new else old for old, new in zip(states, now)))
    for amount, social, both, framework in amounts.values():
        share("social-value-share", social, amount)
        share("both-value-share", both, amount)
        share("framework-value-share", framework, amount)
    return sums


groups = defaultdict(list)
for contract, value in contracts_of(sys.argv[1:]):
    half = "S1" if contract["identity"][2][5:7] <= "06" else "S2"
    for period in (contract["year"], f"{contract['year']}-{half}"):
        groups[contract["buyer"][:9], period].append((contract, value))
result = defaultdict(dict)
for (siren, period), contracts in groups.items():
    result[siren][period] = measured(contracts)
print(json.dumps(result))
