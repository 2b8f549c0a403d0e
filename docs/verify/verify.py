#!/usr/bin/env python3
"""Checks a report of Noticeboard offline, with nothing but Python 3.8 or newer.

    python3 verify.py report.zip [--since older.zip] [--vkey KEY]... [--disclosures events.ndjson [--recount]]

Written from the specifications, apart from the verifier that is shipped in reports, so that each is a check on the other:
RFC 8785 (canonical JSON), RFC 6962 and RFC 9162 (Merkle trees), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint,
tlog-proof and tlog-policy, and docs/decisions/014-transparency-log.md for the bundle.

Ends with 0: valid; 1: not valid; 2: wrong usage; 3: cannot be judged.
"""

import base64
import hashlib
import json
import re
import struct
import sys
import zlib


class Invalid(Exception):
    """Something does not fit: exit 1."""


class Usage(Exception):
    """Wrong usage: exit 2."""


class Unknown(Exception):
    """Nothing can be said: exit 3."""


# --- RFC 8032, section 5.1: Ed25519 -----------------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    """The x of a point by its y and the lowest bit of x (section 5.1.3); None when there is none."""
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def compress(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_verify(key, message, signature):
    """Section 5.1.7, without the cofactor: R must be the very encoding of [S]B - [k]A."""
    if len(key) != 32 or len(signature) != 64:
        return False
    point = decompress(key)
    s = int.from_bytes(signature[32:], "little")
    if point is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    negative = (P - point[0], point[1], 1, P - point[3])
    return compress(add(multiply(s, BASE), multiply(k, negative))) == signature[:32]


# --- RFC 8785: canonical JSON -----------------------------------------------------------------------------------------


def number_text(value):
    """A number as ECMAScript writes it (RFC 8785 section 3.2.2.3)."""
    if value != value or value in (float("inf"), float("-inf")):
        raise Invalid("A number is not finite.")
    if value == 0:
        return "0"
    mantissa, _, exponent = "{!r}".format(float(abs(value))).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len((whole + fraction).lstrip("0")))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        text = digits + "0" * (point - count)
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        power = point - 1
        text = digits[0] + ("." + digits[1:] if count > 1 else "") + "e" + ("+" if power >= 0 else "-") + str(abs(power))
    return ("-" if value < 0 else "") + text


def canonical(value):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def strict_object(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Invalid("A JSON object holds a name twice.")
    return value


def refuse(constant):
    raise Invalid("{} is not JSON.".format(constant))


def read_json(data, name):
    """The value of bytes that are canonical JSON."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=strict_object, parse_constant=refuse, parse_int=float)
        same = canonical(value).encode("utf-8") == data
    except (ValueError, RecursionError, OverflowError):
        raise Invalid("{} is not JSON in UTF-8.".format(name)) from None
    if not same:
        raise Invalid("{} is not in canonical form (RFC 8785).".format(name))
    return value


def whole(value):
    """A JSON number as a whole one from 0 to 2^53 - 1; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value) or not 0 <= value < 2**53:
        return None
    return int(value)


# --- RFC 6962 section 2.1, RFC 9162 sections 2.1.3.2 and 2.1.4.2 ------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def included(index, size, leaf, proof, root):
    if index is None or size is None or not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, second, first_root, second_root, proof):
    if first is None or not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == sha256(b"")
    path = list(proof)
    if not path:
        return False
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# --- C2SP: signed-note, tlog-checkpoint, tlog-proof, tlog-policy ------------------------------------------------------


def unbase64(text, length=None):
    """The bytes of a text that is exactly their base 64 (RFC 4648 section 4)."""
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else None
    except ValueError:
        data = None
    if data is None or base64.b64encode(data).decode() != text or (length is not None and len(data) != length):
        raise Invalid("A text is not base 64 of the right length.")
    return data


def decimal(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,15}", text) or int(text) >= 2**53:
        raise Invalid("A text is not a whole number.")
    return int(text)


def text_of(data, name):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid("{} is not UTF-8.".format(name)) from None


class Key:
    """A verifier key: <name>+<id>+<base 64 of 0x01 and 32 bytes>; its id is the start of SHA-256(name, newline, type, key)."""

    def __init__(self, vkey):
        parts = vkey.split("+", 2)
        if len(parts) != 3 or not parts[0] or re.search(r"\s", parts[0]):
            raise Invalid("A key is <name>+<key id>+<base 64>.")
        typed = unbase64(parts[2], 33)
        if typed[0] != 1 or sha256(parts[0].encode() + b"\n" + typed)[:4].hex() != parts[1]:
            raise Invalid("A key is not of Ed25519, or has another id than it says.")
        self.name, self.id, self.raw, self.text = parts[0], parts[1], typed[1:], vkey


def open_note(note, keys):
    """The text of a note, the keys among these that signed it, and how many signatures it bears."""
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise Invalid("A checkpoint is not a signed note.")
    text += "\n"
    lines = tail[:-1].split("\n")
    if len(lines) > 64:
        raise Invalid("A note bears more than 64 signatures.")
    signers = []
    for line in lines:
        match = re.fullmatch(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)", line)
        if not match:
            raise Invalid("A signature of a note has not the form of one.")
        data = unbase64(match.group(2))
        if len(data) < 5:
            raise Invalid("A signature of a note is too short.")
        for key in keys:
            if key.name == match.group(1) and key.id == data[:4].hex():
                if not ed25519_verify(key.raw, text.encode("utf-8"), data[4:]):
                    raise Invalid("The signature of {} on the checkpoint is wrong.".format(key.name))
                if key.text not in signers:
                    signers.append(key.text)
                break
    return text, signers, len(lines)


def read_checkpoint(text):
    lines = text.split("\n")
    if len(lines) != 4 or not lines[0] or lines[3]:
        raise Invalid("A checkpoint is not three lines: origin, size, root.")
    return {"origin": lines[0], "size": decimal(lines[1]), "root": unbase64(lines[2], 32)}


def read_proof(text):
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2 or not lines[1].startswith("index "):
        raise Invalid("A proof is not a tlog-proof of version 1 without extra data.")
    return decimal(lines[1][6:]), [unbase64(line, 32) for line in lines[2:]], note


def read_policy(text):
    lines = text.split("\n")
    if len(lines) < 3 or lines[-1] or lines[-2] != "quorum none" or not all(line.startswith("log ") for line in lines[:-2]):
        raise Invalid("attest/trust.policy is not a list of logs with the quorum none.")
    return [Key(line[4:]) for line in lines[:-2]]


# --- The ZIP, in the one form that Noticeboard writes -----------------------------------------------------------------


def read_zip(data):
    """Files by name. Every byte outside the files must be the one that this form has there."""

    def broken():
        raise Invalid("The file is not a report bundle, or a damaged one.")

    if len(data) < 22:
        broken()
    end = struct.unpack("<IHHHHIIH", data[-22:])
    signature, disk, start_disk, here, count, size, start, comment = end
    if (signature, disk, start_disk, comment) != (0x06054B50, 0, 0, 0) or here != count or start + size != len(data) - 22:
        broken()
    files, seen, at, place = {}, set(), start, 0
    for _ in range(count):
        if at + 46 > len(data) - 22:
            broken()
        record = struct.unpack("<IHHHHHHIIIHHHHHII", data[at : at + 46])
        crc, length, name_length = record[7], record[8], record[10]
        name = data[at + 46 : at + 46 + name_length]
        expected = (0x02014B50, 0x033F, 20, 0x0808, 0, 0, 0x2821, crc, length, length, len(name), 0, 0, 0, 0, 0x81A40000, place)
        if record != expected or len(name) != name_length:
            broken()
        if not re.fullmatch(rb"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", name):
            broken()
        text = name.decode("ascii")
        if text.lower() in seen:
            broken()
        seen.add(text.lower())
        at += 46 + name_length
        local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0x0808, 0, 0, 0x2821, 0, 0, 0, len(name), 0) + name
        begin = place + len(local)
        stop = begin + length
        if stop + 16 > start or data[place:begin] != local or data[stop : stop + 16] != struct.pack("<IIII", 0x08074B50, crc, length, length):
            broken()
        content = data[begin:stop]
        if zlib.crc32(content) != crc:
            raise Invalid("{} is damaged.".format(text))
        files[text] = content
        place = stop + 16
    if at != len(data) - 22 or place != start:
        broken()
    return files


# --- The bundle -------------------------------------------------------------------------------------------------------

MANIFEST, ENTRY, PROOF = "manifest.json", "attest/manifest.entry.json", "attest/manifest.tlog-proof"
POLICY, CONSISTENCY = "attest/trust.policy", "attest/consistency.json"


def needed(files, name):
    if name not in files:
        raise Unknown("{} is missing: the report is not sealed, or not whole.".format(name))
    return files[name]


def member(value, *path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def same_file(files, file, where):
    name = member(file, "name")
    content = files.get(name)
    if content is None:
        raise Invalid("{} names {}, which is not in the bundle.".format(where, name))
    if whole(member(file, "size")) != len(content) or member(file, "sha256") != sha256(content).hex():
        raise Invalid("{} is not the file that {} names.".format(name, where))


def check_files(files):
    data = needed(files, MANIFEST)
    manifest = read_json(data, MANIFEST)
    if member(manifest, "format") != "noticeboard/report@1":
        raise Unknown("The manifest is of a form that this verifier does not know.")
    if not isinstance(manifest.get("files"), list):
        raise Invalid("The manifest lists no files.")
    listed = set()
    for file in manifest["files"]:
        name = member(file, "name")
        if not isinstance(name, str) or name.startswith("attest/") or name == MANIFEST or name in listed:
            raise Invalid("The manifest lists a file that it cannot vouch for, or one twice.")
        listed.add(name)
        same_file(files, file, "the manifest")
    for name in files:
        if not name.startswith("attest/") and name != MANIFEST and name not in listed:
            raise Invalid("{} is in the bundle, but not in the manifest.".format(name))
    return manifest, sha256(data).hex()


def check_entry(files, name, note, head):
    data = needed(files, "attest/{}.entry.json".format(name))
    entry = read_json(data, "attest/{}.entry.json".format(name))
    index, proof, own = read_proof(text_of(needed(files, "attest/{}.tlog-proof".format(name)), name))
    if own != note:
        raise Invalid("A proof of the bundle leads to another checkpoint than the manifest's.")
    if whole(member(entry, "seq")) != index:
        raise Invalid("A proof of the bundle is of another entry.")
    if not included(index, head["size"], leaf_hash(data), proof, head["root"]):
        raise Invalid("attest/{}.entry.json is not in the log.".format(name))
    return entry


def check_consistency(files, head):
    items = read_json(needed(files, CONSISTENCY), CONSISTENCY)
    if not isinstance(items, list):
        raise Invalid("attest/consistency.json is not a list.")
    trees, last = {}, -1
    for item in items:
        size = whole(member(item, "size"))
        if not isinstance(item, dict) or set(item) != {"size", "root", "proof"} or size is None or size <= last or not isinstance(item["proof"], list):
            raise Invalid("attest/consistency.json has not the form of one, or is out of order.")
        last = size
        trees[size] = unbase64(item["root"], 32)
        if not consistent(size, head["size"], trees[size], head["root"], [unbase64(one, 32) for one in item["proof"]]):
            raise Invalid("The log of {} entries is not the beginning of the one of {}: history was changed.".format(size, head["size"]))
    return trees


def check_log(files, digest, manifest, trusted):
    policy = read_policy(text_of(needed(files, POLICY), POLICY))
    _, _, note = read_proof(text_of(needed(files, PROOF), PROOF))
    text, signers, signatures = open_note(note, policy)
    if not signers or len(signers) != signatures:
        raise Invalid("The checkpoint bears a signature of somebody that the trust policy does not name, or none of those it names.")
    head = read_checkpoint(text)
    if any(key.name != head["origin"] for key in policy):
        raise Invalid("The trust policy names a key of another log.")
    if trusted is not None and not open_note(note, trusted)[1]:
        raise Unknown("None of the keys you trust signed this report's checkpoint.")
    entry = check_entry(files, "manifest", note, head)
    if member(entry, "action") != "report.publish" or member(entry, "object", "type") != "report" or member(entry, "after", "manifest_sha256") != digest:
        raise Invalid("The log entry is not about this manifest.")
    trees = check_consistency(files, head)
    for known in (manifest.get("log"), manifest.get("previous")):
        if known is None:
            continue
        size = whole(member(known, "size"))
        root = trees.get(size) if size is not None else None
        if root is None or base64.b64encode(root).decode() != member(known, "root") or size > whole(entry["seq"]):
            raise Invalid("The manifest says of an earlier log what the log does not bear out.")
    check_attested(files, note, head, entry)
    return entry, head, trees, policy


def check_attested(files, note, head, published):
    known = {ENTRY, PROOF, POLICY, CONSISTENCY}
    entries = []
    for name in files:
        match = re.fullmatch(r"attest/([A-Za-z0-9_-]+)\.entry\.json", name)
        if not match or name in known:
            continue
        entry = check_entry(files, match.group(1), note, head)
        if member(entry, "object", "type") != "report" or member(entry, "object", "id") != member(published, "object", "id"):
            raise Invalid("{} is about something else than this report.".format(name))
        entries.append(entry)
        known |= {name, "attest/{}.tlog-proof".format(match.group(1))}
    for entry in entries:
        named = member(entry, "after", "files")
        for file in named if isinstance(named, list) else []:
            name = member(file, "name")
            if isinstance(name, str) and name.startswith("attest/") and name in files and name not in known:
                same_file(files, file, "an entry of the log")
                known.add(name)
    for name in files:
        if name.startswith("attest/") and name not in known:
            raise Invalid("{} is in the bundle, but nothing vouches for it.".format(name))


def check_disclosures(data, keys, head, trees):
    counts, seen, events, batches = {}, set(), [], {}
    for line in filter(None, data.split(b"\n")):
        one = read_json(line, "A disclosure")
        if member(one, "format") != "noticeboard/disclosure@1":
            raise Unknown("A disclosure is of a form that this verifier does not know.")
        event, text, proof_text, hashes = (member(one, name) for name in ("event", "entry", "tlog_proof", "proof"))
        if not isinstance(event, dict) or not isinstance(text, str) or not isinstance(proof_text, str) or not isinstance(hashes, list):
            raise Invalid("A disclosure is not whole.")
        leaf = leaf_hash(unbase64(member(one, "salt"), 32) + canonical(event).encode("utf-8"))
        entry = read_json(text.encode("utf-8"), "The entry of a disclosure")
        index, proof, note = read_proof(proof_text)
        signed, signers, _ = open_note(note, keys)
        if not signers:
            raise Unknown("A disclosure leads to a checkpoint that none of the keys you trust signed.")
        own = read_checkpoint(signed)
        held = head["root"] if own["size"] == head["size"] else trees.get(own["size"])
        if own["origin"] != head["origin"] or (held is not None and held != own["root"]):
            raise Invalid("A disclosure is of another log than the report.")
        if member(entry, "action") != "batch.seal" or whole(member(entry, "seq")) != index or not included(index, own["size"], leaf_hash(text.encode("utf-8")), proof, own["root"]):
            raise Invalid("The batch of a disclosure is not in the log.")
        place = whole(member(one, "index"))
        if not included(place, whole(member(entry, "after", "events")), leaf, [unbase64(one_hash, 32) for one_hash in hashes], unbase64(member(entry, "after", "root"), 32)):
            raise Invalid("An event is not in its batch, or not as it is disclosed.")
        if (index, place) in seen:
            raise Invalid("An event is disclosed twice.")
        seen.add((index, place))
        kind = str(event.get("type"))
        counts[kind] = counts.get(kind, 0) + 1
        batch = member(entry, "after", "number")
        events.append(dict(event, batch=batch))
        batches[batch] = (batches.get(batch, (0, 0))[0] + 1, whole(member(entry, "after", "events")))
    return counts, events, batches


# Recount: sections 2 and 3 of the contract

STATES = ("accepted", "declined", "withdrawn", "objected", "closed", "dismissed", "deferred", "displayed", "delivered", "unproven")
TIERS = {"accepted": 3, "declined": 3, "withdrawn": 3, "objected": 3, "account_closed": 3, "dismissed": 2, "deferred": 2, "displayed": 1, "delivered": 0}
# Equal instants are settled never in the controller's favour.
RANKS = {"account_closed": 5, "objected": 4, "withdrawn": 3, "declined": 2, "accepted": 1, "dismissed": 1, "deferred": 0, "displayed": 0, "delivered": 0}


def instant(text):
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z", text)
    if not match:
        raise Invalid("Something that should be an instant in UTC is not.")
    return match.group(1), int((match.group(2) or "").ljust(6, "0"))


def cited(event, data):
    area = next((name for name, regions in data["areas"].items() if event["region"] in regions), None)
    return [one["legal_nature"] for one in data["notices"]
            if event["notice"] and event["notice"] in (one["id"], one["sha256"]) and one["area"] == area and instant(one["published_at"]) <= instant(event["occurred_at"])]


def stand(events, data):
    people = {}
    for event in events:
        if event["campaign"] != data["campaign"] or event["type"] not in TIERS:
            continue
        if instant(event["occurred_at"]) >= instant(data["as_of"]) or instant(event["recorded_at"]) > instant(data["known_at"]):
            continue
        if event["type"] in ("withdrawn", "objected") and event["purposes"]:
            continue
        natures = cited(event, data)
        if natures and not any(nature in data["counts_on"] for nature in natures):
            continue
        people.setdefault(event["subject"], []).append((event, not natures))
    for own in people.values():
        event, unproven = max(own, key=lambda one: (TIERS[one[0]["type"]], instant(one[0]["occurred_at"]), RANKS[one[0]["type"]], one[0]["id"].encode("utf-8")))
        last, _ = max(own, key=lambda one: (instant(one[0]["occurred_at"]), one[0]["id"].encode("utf-8")))
        if all(last[name] == value for name, value in data["filters"].items()):
            yield "closed" if event["type"] == "account_closed" else event["type"], unproven, last


def check_recount(files, events, batches):
    data = member(json.loads(text_of(files["report.json"], "report.json")), "data") if "report.json" in files else None
    if member(data, "type") != "campaign_uptake" or not isinstance(data.get("batches"), list):
        raise Unknown("Only a campaign report with exact numbers, made by a version that names its batches, can be recounted.")
    for batch in data["batches"]:
        told, size = batches.get(batch, (0, None))
        if told != size:
            raise Unknown("The numbers cannot be recounted: of batch {} {} of {} events are disclosed.".format(batch, told, "its" if size is None else size))
    counted = set(data["batches"])
    people = list(stand([event for event in events if event["batch"] in counted], data))
    tables = [((), [{"key": {}, "counts": data["counts"]}])] + [(tuple(name.split("_")), data["groups"][name]) for name in ("region", "platform", "region_platform")]
    for dimensions, groups in tables:
        found = {}
        for state, unproven, segment in people:
            counts = found.setdefault(tuple(segment[name] for name in dimensions), dict.fromkeys(STATES, 0))
            counts[state] += 1
            counts["unproven"] += unproven
        for group in groups:
            counts = found.pop(tuple(group["key"][name] for name in dimensions), dict.fromkeys(STATES, 0))
            for state in STATES:
                if group["counts"][state] != counts[state]:
                    raise Invalid("The report's numbers are not those of the events: it has {} {}, the events give {}.".format(group["counts"][state], state, counts[state]))
        if found:
            raise Invalid("The report's numbers are not those of the events: they hold people that it does not count.")
    return len(people)


def verify(bundle, since=None, vkeys=(), disclosures=None, recount=False):
    """Exit code, one sentence, and what was found out on the way."""
    notes = []
    try:
        if recount and disclosures is None:
            raise Usage("--recount needs the events: give them with --disclosures.")
        try:
            given = [Key(vkey) for vkey in vkeys]
        except Invalid as error:
            raise Usage("--vkey: {}".format(error)) from None
        files = read_zip(bundle)
        manifest, digest = check_files(files)
        older = None
        if since is not None:
            old_files = read_zip(since)
            older = (read_policy(text_of(needed(old_files, POLICY), POLICY)), read_proof(text_of(needed(old_files, PROOF), PROOF))[2])
        trusted = given or (older[0] if older else None)
        entry, head, trees, policy = check_log(files, digest, manifest, trusted)
        notes.append("Log {}, {} entries, root {}.".format(head["origin"], head["size"], base64.b64encode(head["root"]).decode()))
        if older:
            text, signers, _ = open_note(older[1], trusted)
            if not signers:
                raise Unknown("None of the keys you trust signed the older report's checkpoint.")
            past = read_checkpoint(text)
            if past["origin"] != head["origin"]:
                raise Unknown("The older report is of another log.")
            if past["size"] > head["size"]:
                raise Usage("The report given with --since is the newer one. Give them the other way round.")
            root = head["root"] if past["size"] == head["size"] else trees.get(past["size"])
            if root is None:
                raise Unknown("This bundle holds no proof from the log of {} entries.".format(past["size"]))
            if root != past["root"]:
                raise Invalid("The log is not the one it was: its history was changed since the older report.")
            notes.append("The log goes on from the {} entries that the older report shows.".format(past["size"]))
        else:
            notes.append("History was not checked: give an older report with --since.")
        if not given:
            notes.append("The key was taken from the {}.".format("older report" if older else "bundle itself: compare it with the one that is published"))
        if disclosures is not None:
            counts, events, batches = check_disclosures(disclosures, trusted or policy, head, trees)
            notes.append("Disclosed events in the log: {} ({}).".format(sum(counts.values()), ", ".join("{} {}".format(n, kind) for kind, n in sorted(counts.items())) or "none"))
            if recount:
                notes.append("Recount: {} people; every count of the report is theirs.".format(check_recount(files, events, batches)))
        return 0, "Valid: report {} is whole, unchanged and in the log.".format(member(entry, "object", "id")), notes
    except Invalid as error:
        return 1, "Not valid: {}".format(error), notes
    except Usage as error:
        return 2, "Wrong usage: {}".format(error), notes
    except Unknown as error:
        return 3, "Cannot be judged: {}".format(error), notes
    except (ValueError, TypeError, KeyError, RecursionError, struct.error) as error:
        return 1, "Not valid: the bundle cannot be read ({}).".format(error), notes


def main(arguments):
    options = {"vkeys": []}
    try:
        rest = iter(arguments)
        for argument in rest:
            if argument == "--recount":
                options["recount"] = True
            elif argument in ("--since", "--vkey", "--disclosures"):
                value = next(rest, None)
                if value is None:
                    raise Usage("{} lacks its value.".format(argument))
                if argument == "--vkey":
                    options["vkeys"].append(value)
                else:
                    options[argument[2:]] = open(value, "rb").read()
            elif argument.startswith("--") or "bundle" in options:
                raise Usage("{} is not understood.".format(argument))
            else:
                options["bundle"] = open(argument, "rb").read()
        if "bundle" not in options:
            raise Usage("Name the report to check.")
    except (Usage, OSError) as error:
        print(error)
        print("Usage: python3 verify.py <report.zip> [--since older.zip] [--vkey KEY]... [--disclosures events.ndjson [--recount]]")
        return 2
    code, sentence, notes = verify(**options)
    for note in notes:
        print(note)
    print(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
