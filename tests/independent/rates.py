#!/usr/bin/env python3
"""Counts and rates of official contract files, computed apart from the product, to check it.

Written from the rules alone (identity, four states, rates, amounts left out), in the plainest way: everything in memory, exact
arithmetic, no library. It shares nothing with the product, and is not made for speed.

    python3 tests/independent/rates.py FILE...        JSON v1 or v2, XML v1 or v2, in the order of their import

Prints one JSON object: {"files": [{"file", "read", "created", ...}], "rates": [{"buyer", "year", ...}]}, with the rates of everybody
and of every SIRET and SIREN, for every year and for all years together.
"""

import datetime
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

CENT = Decimal("0.01")
SENTINEL = 1231111111100
THREE_BILLION = 300000000000
NOTHING = {"", "nc", "mq", "cdl", "mq nc", "null", "none", "nan", "sans objet"}
YES = {
    "social": {
        "clause sociale": "clause",
        "critere social": "criterion",
        "marche reserve": "reserved",
        "concession reservee": "reserved",
    },
    "environmental": {"clause environnementale": "clause", "critere environnemental": "criterion"},
}
FIELD = {"social": "considerationsSociales", "environmental": "considerationsEnvironnementales"}


def folded(text):
    """Trimmed, lower-case, accents and apostrophes folded."""
    text = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def without_spaces(value):
    return "" if value is None else "".join(str(value).split())


# --- Reading -----------------------------------------------------------------------------------------------------------------------


def of_element(element):
    """An XML element as JSON would write it: a text, or its children by name (always lists: `leaf` undoes those that matter)."""
    if len(element) == 0:
        return (element.text or "").strip()
    fields = {}
    for child in element:
        fields.setdefault(child.tag.rpartition("}")[2], []).append(of_element(child))
    return fields


def leaf(value):
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value


def records_of(path):
    """The records of a file in order: (value, dialect, is it a concession)."""
    if path.endswith(".xml"):
        for element in ElementTree.parse(path).getroot():
            value = {name: leaf(child) for name, child in of_element(element).items()}
            dialect = "v2" if any(name in value for name in (*FIELD.values(), "techniques", "ccag")) else "v1"
            yield value, dialect, element.tag.rpartition("}")[2] == "contrat-concession"
        return
    with open(path, encoding="utf-8-sig") as file:
        contracts = json.load(file, parse_float=Decimal)["marches"]
    if isinstance(contracts, dict):
        for name, values in contracts.items():
            if name in ("marche", "contrat-concession"):
                for value in values or []:
                    yield value, "v2", name == "contrat-concession"
        return
    for value in contracts:
        kind = folded(str(value.get("_type") or value.get("nature") or "")) if isinstance(value, dict) else ""
        yield value, "v1", "concession" in kind or kind.startswith("delegation")


def ids_in(value):
    """Every `id` of the objects of a list, however deep they are nested."""
    if isinstance(value, list):
        return [found for item in value for found in ids_in(item)]
    if not isinstance(value, dict):
        return []
    own = leaf(value.get("id"))
    return ([own] if isinstance(own, (str, int)) else []) + [
        found for name, item in value.items() if name != "id" for found in ids_in(item)
    ]


def date_of(value):
    """The first ten characters when they are a day of the calendar."""
    text = str(value).strip()[:10] if isinstance(value, str) else ""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) or text == "1899-12-31":
        return None
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text


def cents_of(value):
    if value is None or isinstance(value, (bool, list, dict)):
        return None
    text = re.sub(r"[\s€]", "", str(value)).replace(",", ".")
    try:
        amount = Decimal(text)
        return int(amount.quantize(CENT, ROUND_HALF_UP) * 100) if amount.is_finite() else None
    except InvalidOperation:
        return None


def cpv_of(value):
    match = re.fullmatch(r"(\d{7,8})(-\d)?", without_spaces(value))
    return match.group(1).zfill(8) if match else None


def words_in(value):
    if isinstance(value, dict):
        return [word for inner in value.values() for word in words_in(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in words_in(inner)]
    return [] if value is None else re.split("[,;]", str(value))


def considerations_of(value, pillar):
    """One of the four states, and the kinds of values."""
    kinds, state = set(), "notFilled"
    for word in map(folded, words_in(value.get(FIELD[pillar]))):
        if word in YES[pillar]:
            kinds.add(YES[pillar][word])
        elif word.startswith("pas de "):
            state = "declaredNone"
        elif word not in NOTHING and state != "declaredNone":
            state = "unreadable"
    return ("yes" if kinds else state), kinds


def normal_subject(value):
    """Lower-case, accents removed, ASCII letters and digits only."""
    text = unicodedata.normalize("NFKD", ("" if value is None else str(value)).lower())
    return re.sub("[^a-z0-9]", "", text)


def contract_of(value, dialect, concession):
    """What the rules say of one record; None when it is rejected."""
    if not isinstance(value, dict):
        return None
    party = value.get("autoriteConcedante" if concession else "acheteur")
    party = party or value.get("acheteur" if concession else "autoriteConcedante")
    buyer = without_spaces(leaf(party.get("id")) if isinstance(party, dict) else party)
    if buyer == "":
        return None
    number = str(value.get("id") or "").strip().upper()
    if dialect == "v1" and re.search("[0-9]{2}$", number):
        number = number[:-2]
    notified = date_of(value.get("dateSignature") if concession else None) or date_of(value.get("dateNotification"))
    holders = frozenset(filter(None, map(without_spaces, ids_in(value.get("titulaires") or value.get("concessionnaires")))))
    subject = normal_subject(value.get("objet"))
    changes = [date_of(text) for text in texts_named("datePublicationDonneesModification", value.get("modifications"))]
    amount = cents_of(value.get("valeurGlobale", value.get("montant")) if concession else value.get("montant"))
    excluded = (
        "missing" if amount is None
        else "below1" if amount < 100
        else "sentinel" if amount == SENTINEL
        else "above3e9" if amount > THREE_BILLION
        else None
    )
    framework = "accord-cadre" in map(folded, words_in(value.get("techniques", value.get("technique"))))
    return {
        "identity": (buyer, number, notified, holders, subject),
        "content": json.dumps(value, sort_keys=True, default=str),
        "concession": concession,
        "buyer": buyer,
        "year": notified and notified[:4],
        "order": (date_of(value.get("datePublicationDonnees")) or "", max(filter(None, changes), default="")),
        "amount": amount,
        "excluded": excluded,
        "ceiling": (buyer, notified, cpv_of(value.get("codeCPV")), amount, subject) if framework and not excluded else None,
        "social": considerations_of(value, "social"),
        "environmental": considerations_of(value, "environmental"),
    }


def texts_named(name, value):
    if isinstance(value, list):
        return [found for item in value for found in texts_named(name, item)]
    if not isinstance(value, dict):
        return []
    return [leaf(inner) for key, inner in value.items() if key == name] + [
        found for inner in value.values() for found in texts_named(name, inner)
    ]


# --- The register ------------------------------------------------------------------------------------------------------------------


def import_file(path, register):
    """Puts a file into the register. A file that leaves a contract as it found it has not updated it, however often it names it."""
    found = dict(register)
    updates = dict.fromkeys(register, 0)
    counts = dict.fromkeys(("read", "created", "updated", "unchanged", "rejected", "concessions"), 0)
    for record in records_of(path):
        counts["read"] += 1
        contract = contract_of(*record)
        if contract is None:
            counts["rejected"] += 1
            continue
        before = register.get(contract["identity"])
        if before is None:
            effect = "created"
        elif before["content"] == contract["content"] or contract["order"] < before["order"]:
            effect = "unchanged"
        else:
            effect = "updated"
        if effect != "unchanged":
            register[contract["identity"]] = contract
        if effect == "updated" and not contract["concession"] and contract["identity"] in found:
            updates[contract["identity"]] += 1
        counts["concessions" if contract["concession"] else effect] += 1
    back = sum(n for identity, n in updates.items() if register[identity]["content"] == found[identity]["content"])
    counts["updated"] -= back
    counts["unchanged"] += back
    return {"file": path, **counts}


# --- Rates -------------------------------------------------------------------------------------------------------------------------


def share(part, whole):
    """Four decimals, half up; None without denominator."""
    if whole == 0:
        return None
    return float((Fraction(part, whole) * 10000 + Fraction(1, 2)).__floor__()) / 10000


def pillar_rates(contracts, pillar):
    states = [contract[pillar][0] for contract in contracts]
    count = {state: states.count(state) for state in ("yes", "declaredNone", "notFilled", "unreadable")}
    filled = count["yes"] + count["declaredNone"]
    lines = {}
    for number, contract in enumerate(contracts):
        if not contract["excluded"]:
            lines.setdefault(contract["ceiling"] or number, []).append(contract)
    amount = {"filled": 0, "yes": 0}
    for same in lines.values():
        said = {contract[pillar][0] for contract in same}
        if said & {"yes", "declaredNone"}:
            amount["filled"] += same[0]["amount"]
        if "yes" in said:
            amount["yes"] += same[0]["amount"]
    kinds = ("clause", "criterion", "reserved") if pillar == "social" else ("clause", "criterion")
    return {
        "filled": filled,
        **count,
        **{kind: sum(kind in contract[pillar][1] for contract in contracts) for kind in kinds},
        "rate": share(count["yes"], filled),
        "rateOfNotified": share(count["yes"], len(contracts)),
        "amount": {**amount, "rate": share(amount["yes"], amount["filled"])},
    }


def rates_of(buyer, year, contracts):
    reasons = [contract["excluded"] for contract in contracts]
    excluded = {reason: reasons.count(reason) for reason in ("missing", "below1", "above3e9", "sentinel")}
    ceilings = [contract["ceiling"] for contract in contracts if contract["ceiling"]]
    excluded["frameworkRepeat"] = len(ceilings) - len(set(ceilings))
    return {
        "buyer": buyer,
        "year": year,
        "contracts": len(contracts),
        "excludedAmounts": excluded,
        "social": pillar_rates(contracts, "social"),
        "environmental": pillar_rates(contracts, "environmental"),
    }


def main(paths):
    register = {}
    files = [import_file(path, register) for path in paths]
    scopes = {}
    for contract in register.values():
        if contract["concession"]:
            continue
        siren = re.match(r"\d{9}", contract["buyer"])
        for buyer in {None, contract["buyer"], siren and siren.group()}:
            for year in {None, contract["year"]}:
                scopes.setdefault((buyer, year), []).append(contract)
    json.dump({"files": files, "rates": [rates_of(*scope, contracts) for scope, contracts in scopes.items()]}, sys.stdout)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
