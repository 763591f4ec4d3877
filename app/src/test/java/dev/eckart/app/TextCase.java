package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small encoder of sentences, with its tokenizer and some sentences of its few words. */
final class TextCase {
    static final List<String> WORDS =
            List.of("the", "boat", "river", "man", "dog", "runs", "in", "water", "a", "sails");

    /** One word a word, and one in front and one behind, as BERT has them. */
    static final String TOKENIZER = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": {"type": "Lowercase"},
             "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                 {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
               "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                 "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
             "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3,
               %s}}}
            """.formatted(IntStream.range(0, WORDS.size())
            .mapToObj(i -> "\"" + WORDS.get(i) + "\": " + (i + 4))
            .collect(Collectors.joining(", ")));

    private TextCase() {}

    /** A table of words, two layers for each word, and the sum of those that count. */
    static ModelProto model() {
        return new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "batch", "sequence")
                .input("attention_mask", DataType.INT64, "batch", "sequence")
                .output("tokens", "batch", "sequence", 16)
                .output("sentence", "batch", 16)
                .weights("table", 14, 24)
                .weights("first", 24, 48)
                .weights("second", 48, 16)
                .node("Gather", "look", List.of("table", "input_ids"), "x")
                .node("MatMul", "wide", List.of("x", "first"), "h")
                .node("Relu", "bend", List.of("h"), "r")
                .node("MatMul", "narrow", List.of("r", "second"), "tokens")
                .node("Cast", "mask", List.of("attention_mask"), "m", attribute("to", DataType.FLOAT.code()))
                .node("Einsum", "pool", List.of("tokens", "m"), "sentence", attribute("equation", "nlo,nl->no"))
                .build(8, 17);
    }

    /** Sentences of one to nine words. */
    static List<String> sentences(int count) {
        SplittableRandom random = new Seed(5).random();
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(1 + random.nextInt(9), 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Puts a zip file together. */
    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
