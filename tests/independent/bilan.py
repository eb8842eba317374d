"""The figures of a bilan added up again from its open data, by other means than the program: folder -> {compared, different}."""
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
print(json.dumps({"compared": compared, "different": different}))
