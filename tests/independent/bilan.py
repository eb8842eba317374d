"""The figures of a bilan added up again from its open data, by other means than the program: folder -> {compared, different}. With the official files
that its register was made from, in the order of their import, its rates are counted again in them: folder FILE... -> {compared, rates, different}."""
import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

folder = Path(sys.argv[1])
told = json.loads((folder / "chiffres.json").read_text(encoding="utf-8"))
with open(folder / "valeurs.csv", encoding="utf-8-sig", newline="") as file:
    lines = list(csv.DictReader(file, delimiter=";"))
number = lambda text: Fraction(text.replace(",", ".")) if text else None
defined = {one["key"]: one for one in told["indicators"]}

compared, different = 0, []
for voice in told["voices"]:
    for one in voice["indicators"]:
        kind, unit = defined[one["indicator"]]["kind"], defined[one["indicator"]]["unit"]
        if kind not in ("count", "amount", "ratio"):
            continue
        for figure in one["figures"]:
            places = {}
            for line in lines:
                if (line["Indicateur"], line["Période"]) != (one["indicator"], figure["period"]):
                    continue
                if voice["buyer"] not in (None, line["Acheteur"]):
                    continue
                place = line["Acheteur"], line["Ligne"]
                if line["Origine"] == "saisie" or place not in places:
                    places[place] = line
            whole = {buyer for buyer, row in places if row == ""}
            parts = [line for (buyer, row), line in places.items() if row == "" or buyer not in whole]
            column = lambda name: [number(line[name]) for line in parts]
            if figure["value"] is None or (kind == "ratio" and None in column("Dénominateur")):
                continue
            if kind == "ratio":
                value = sum(column("Numérateur")) / sum(column("Dénominateur")) * (100 if unit == "%" else 1)
            else:
                value = sum(column("Valeur"))
            compared += 1
            if abs(value - Fraction(figure["value"])) > Fraction(1, 10**11):
                different.append(f'{voice["name"]} {one["indicator"]} {figure["period"]}: {figure["value"]}, not {float(value)}')

rates = 0
if len(sys.argv) > 2:
    from rates import import_file, rates_of

    register = {}
    for path in sys.argv[2:]:
        import_file(path, register)
    with open(folder / "taux.csv", encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file, delimiter=";") if line["Lecture"] == "officielle"]
    bought = [one for one in register.values() if not one["concession"] and one["year"] == str(told["year"])]
    for line in lines:
        theirs = [one for one in bought if one["buyer"].startswith(line["Acheteur"])]
        pillar = {"social": "social", "environnemental": "environmental"}[line["Volet"]]
        found = rates_of(line["Acheteur"], told["year"], theirs)[pillar]
        expected = [len(theirs), found["filled"], found["yes"], Fraction(found["amount"]["filled"], 100), Fraction(found["amount"]["yes"], 100)]
        heads = ["Marchés notifiés", "Marchés renseignés", "Marchés oui", "Montant renseigné HT (€)", "Montant oui HT (€)"]
        rates += 1
        if [number(line[head]) for head in heads] != expected:
            different.append(f'{line["Nom de l’acheteur"]}, {line["Volet"]}: not {[str(one) for one in expected]}')
        for part, whole, head in ((2, 1, "Taux en nombre (%)"), (4, 3, "Taux en valeur (%)"), (1, 0, "Part renseignée (%)")):
            rate = expected[part] / Fraction(expected[whole]) * 100 if expected[whole] else None
            said = number(line[head])
            if (rate is None) != (said is None) or (rate is not None and abs(rate - said) > Fraction(1, 10**11)):
                different.append(f'{line["Nom de l’acheteur"]}, {line["Volet"]}, {head}: {line[head]}')
print(json.dumps({"compared": compared, "rates": rates, "different": different}))
