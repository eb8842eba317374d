"""Counts the records of one legal person in an official file (DECP v2, JSON), sharing nothing with the platform: python3 one-buyer.py FILE SIREN"""
import json
import sys


def buyer(record):
    for name in ('acheteur', 'autoriteConcedante'):
        party = record.get(name)
        if isinstance(party, dict) and party.get('id'):
            return str(party['id']).replace(' ', '')
    return None


with open(sys.argv[1], encoding='utf-8') as file:
    lists = json.load(file)['marches']
records = lists.get('marche', []) + lists.get('contrat-concession', [])
buyers = [buyer(record) for record in records]
own = [one for one in buyers if one is not None and one[:9] == sys.argv[2]]
print(json.dumps({
    'read': len(records),
    'own': len(own),
    'rejected': buyers.count(None),
    'leftOut': len(records) - len(own) - buyers.count(None),
}))
