#!/usr/bin/env python3
"""Sends a file of events, one JSON object a line, to Noticeboard. Python 3.8 or newer, standard library only.

    NOTICEBOARD_KEY=nb_... python3 send_events.py https://noticeboard.example.org spring-terms events.ndjson

Run it again after whatever went wrong: every event has its own id, so nothing counts twice.
"""
import gzip
import hashlib
import itertools
import json
import os
import random
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LINES_PER_REQUEST = 5_000
TRIES = 12


def send(address, key, body):
    """The answer to one request; tries again while the server is away, the same bytes under the same Idempotency-Key."""
    request = urllib.request.Request(address, data=gzip.compress(body), method="POST", headers={
        "Authorization": "Bearer " + key,
        "Content-Type": "application/x-ndjson",
        "Content-Encoding": "gzip",
        "Idempotency-Key": hashlib.sha256(body).hexdigest(),
    })
    for attempt in range(TRIES):
        asked_for = 0.0
        try:
            with urllib.request.urlopen(request, timeout=300) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8", "replace")
            if error.code not in (409, 429, 500, 502, 503, 504):
                sys.exit("%s %s" % (error.code, text))
            asked_for = float(error.headers.get("Retry-After") or 0)
            why = "%s %s" % (error.code, text)
        except (OSError, ValueError) as error:
            why = str(error)
        wait = asked_for + random.uniform(0, min(60, 0.5 * 2 ** attempt))
        print("try %d failed (%s), next in %.1f s" % (attempt + 1, why[:200], wait), file=sys.stderr)
        time.sleep(wait)
    sys.exit("given up after %d tries; run it again later" % TRIES)


def main(url, campaign, path):
    address = "%s/api/v1/campaigns/%s/events" % (url.rstrip("/"), urllib.parse.quote(campaign, safe=""))
    total = {"received": 0, "stored": 0, "duplicates": 0, "rejected": 0}
    before = 0
    with open(path, "rb") as file:
        while True:
            lines = list(itertools.islice(file, LINES_PER_REQUEST))
            if not lines:
                break
            answer = send(address, os.environ["NOTICEBOARD_KEY"], b"".join(lines))
            for name in total:
                total[name] += answer[name]
            for error in answer["errors"]:
                print("line %d, %s: %s" % (before + error["line"], error["field"], error["message"]), file=sys.stderr)
            before += len(lines)
    print(json.dumps(total))
    return 1 if total["rejected"] else 0


if __name__ == "__main__":
    if len(sys.argv) != 4 or "NOTICEBOARD_KEY" not in os.environ:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
