#!/bin/sh
# DJL 0.38.0 (ai.djl.huggingface:tokenizers) and Python's tokenizers 0.22.2 cut and fill one tokenizer.json differently.
#
# Both read the file with the same native code, and ids of short texts are the same. But DJL sets truncation and padding anew
# after the file has been read. A file with "truncation": null cuts at 512 tokens there, where Python cuts nowhere; nothing is
# thrown, and a line of slf4j is all that is said. Where such a file pads to a fixed length, that length cuts too, though short
# texts are no longer filled up to it. A truncation that the file does have arrives whole, length and direction. The option
# "modelMaxLength" moves the 512.
#
# Whoever embeds or scores long texts on the JVM with a file that is right in Python loses their ends.
# Needs Java 17, Maven and Python 3.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check tokenizers==0.22.2
cat > make.py <<'PY'
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

words = {"w%d" % i: i for i in range(700)}
text = " ".join("w%d" % i for i in range(700))


def told(name, tokenizer, given):
    tokenizer.save(name + ".json")
    ids = Tokenizer.from_file(name + ".json").encode(given).ids
    print(name, len(ids), ids[0], ids[-1], flush=True)


def fresh():
    tokenizer = Tokenizer(WordLevel(words, unk_token="w0"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


left = fresh()
left.enable_truncation(8, direction="left")
told("left", left, text)
told("none", fresh(), text)
fixed = fresh()
fixed.enable_padding(length=16, pad_token="w0")
told("fixed", fixed, "w1 w2 w3")
told("fixed", fixed, text)
open("text", "w").write(text)
PY
venv/bin/python make.py > python.txt
for artifact in ai.djl.huggingface:tokenizers:0.38.0 ai.djl:api:0.38.0 com.google.code.gson:gson:2.13.2 \
    org.slf4j:slf4j-api:2.0.17 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.28.0; do
    mvn -q dependency:copy -Dartifact="$artifact" -DoutputDirectory=jars
done
cat > Told.java <<'JAVA'
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;

class Told {
    static void told(String name, String text) throws Exception {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(Path.of(name + ".json"))) {
            long[] ids = tokenizer.encode(text).getIds();
            System.out.println(name + " " + ids.length + " " + ids[0] + " " + ids[ids.length - 1]);
        }
    }

    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of("text"));
        told("left", text);
        told("none", text);
        told("fixed", "w1 w2 w3");
        told("fixed", text);
    }
}
JAVA
DJL_CACHE_DIR="$work/cache" DJL_OFFLINE=true java -Dai.djl.offline=true -cp 'jars/*' Told.java > djl.txt 2> djl.err || { cat djl.err; exit 1; }
echo "file, tokens, first id, last id"
sed 's/^/Python: /' python.txt
sed 's/^/DJL:    /' djl.txt
printf 'left 8 692 699\nnone 700 0 699\nfixed 16 1 0\nfixed 700 0 699\n' | diff - python.txt
printf 'left 8 692 699\nnone 512 0 511\nfixed 3 1 3\nfixed 16 0 15\n' | diff - djl.txt
