"""Makes the small PyTorch files that StateDictTest reads, without PyTorch itself.

The classes below only lend their names to the pickles. Run in this folder: python3 make_state_dicts.py
"""
import collections
import io
import pickle
import struct
import sys
import types
import zipfile

torch = types.ModuleType("torch")
utils = types.ModuleType("torch._utils")
sys.modules["torch"] = torch
sys.modules["torch._utils"] = utils


def function(module, name):
    def made(*arguments):
        raise AssertionError("only named, never called")

    made.__module__, made.__name__, made.__qualname__ = module.__name__, name, name
    setattr(module, name, made)
    return made


rebuild = function(utils, "_rebuild_tensor_v2")
parameter = function(utils, "_rebuild_parameter")
KINDS = {k: type(k, (), {"__module__": "torch"}) for k in (
    "FloatStorage", "HalfStorage", "BFloat16Storage", "LongStorage", "BoolStorage", "DoubleStorage")}
for kind, made in KINDS.items():
    setattr(torch, kind, made)
SIZES = {"FloatStorage": 4, "HalfStorage": 2, "BFloat16Storage": 2, "LongStorage": 8, "BoolStorage": 1,
         "DoubleStorage": 8}


class Storage:
    def __init__(self, key, kind, data):
        self.key, self.kind, self.data = key, kind, data
        self.count = len(data) // SIZES[kind]


class Call:
    def __init__(self, called, *arguments):
        self.called, self.arguments = called, arguments

    def __reduce__(self):
        return self.called, self.arguments


def tensor(storage, shape, stride, offset=0):
    return Call(rebuild, storage, offset, shape, stride, False, collections.OrderedDict())


class Pickler(pickle.Pickler):
    legacy = False

    def persistent_id(self, thing):
        if isinstance(thing, Storage):
            name = ("storage", KINDS[thing.kind], thing.key, "cpu", thing.count)
            return name + (None,) if self.legacy else name


def pickled(thing, legacy=False):
    out = io.BytesIO()
    pickler = Pickler(out, protocol=2)
    pickler.legacy = legacy
    pickler.dump(thing)
    return out.getvalue()


def zipped(path, thing, storages, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", method) as out:
        def put(name, data):
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)

        put("archive/data.pkl", pickled(thing))
        put("archive/byteorder", b"little")
        for storage in storages:
            put("archive/data/" + storage.key, storage.data)
        put("archive/version", b"3\n")


def streamed(path, thing, storages):
    with open(path, "wb") as out:
        for part in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True, "protocol_version": 1001}):
            out.write(pickle.dumps(part, protocol=2))
        out.write(pickled(thing, legacy=True))
        out.write(pickle.dumps([s.key for s in storages], protocol=2))
        for storage in storages:
            out.write(struct.pack("<q", storage.count) + storage.data)


weight = Storage("0", "FloatStorage", struct.pack("<6f", 1, 2, 3, 4, 5, 6))
tracked = Storage("1", "LongStorage", struct.pack("<q", 7))
half = Storage("2", "HalfStorage", struct.pack("<3e", 0.5, -2, 65504))
bfloat = Storage("3", "BFloat16Storage", struct.pack("<2H", 0x3F80, 0xC040))
truth = Storage("4", "BoolStorage", bytes([1, 0, 1]))
double = Storage("5", "DoubleStorage", struct.pack("<2d", 0.1, 1e300))
everything = [weight, tracked, half, bfloat, truth, double]

state = collections.OrderedDict()
state["fc.weight"] = Call(parameter, tensor(weight, (2, 3), (3, 1)), True, collections.OrderedDict())
state["fc.transposed"] = tensor(weight, (3, 2), (1, 3))
state["fc.last"] = tensor(weight, (2,), (1,), 4)
state["norm.num_batches_tracked"] = tensor(tracked, (), ())
state["half"] = tensor(half, (3,), (1,))
state["bfloat"] = tensor(bfloat, (2, 1), (1, 1))
state["truth"] = tensor(truth, (3,), (1,))
state["double"] = tensor(double, (2,), (1,))
state._metadata = collections.OrderedDict([("", {"version": 1})])

zipped("zipped.pth", state, everything)
streamed("streamed.pth", state, everything)
zipped("nested.pth", {"epoch": 12, "state_dict": state, "rate": 0.5, "steps": [3, 2**70], "none": None},
       everything)
zipped("compressed.pth", state, everything, zipfile.ZIP_DEFLATED)
