package dev.acme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Eckart makes of the model in langchain4j's jar takes its place there. */
class WrittenModelsTest {
    private static final List<String> TEXTS = List.of(
            "The cat sleeps on the warm roof.",
            "A dog runs along the river.",
            "Ships carry grain across the sea.",
            "How do I reset my password?",
            "Prices rose by three per cent last year, more than in any year since 1991.",
            "She plays the violin in a small orchestra.",
            "Where is the nearest station?",
            "Yes.",
            "The committee will meet again on the second Tuesday of March to vote on the new rules for visitors.",
            "Rain is expected in the north.");
    private static final int WIDTH = 384;
    /** Numbers that are summed one behind the other: six layers of attention and of 1,536 hidden units. */
    private static final int SUMMED = 6 * (4 * WIDTH + 1536 + 2 * 128);

    private static final double ROUNDOFF = 0x1p-24;

    @TempDir
    private Path directory;

    private Path jar;
    private Path tokenizer;

    @BeforeEach
    void open() throws IOException, URISyntaxException {
        jar = Path.of(AllMiniLmL6V2EmbeddingModel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        tokenizer = extract("/all-minilm-l6-v2-tokenizer.json");
    }

    private Path extract(String resource) throws IOException {
        Path file = directory.resolve(resource.substring(1));
        try (InputStream in = AllMiniLmL6V2EmbeddingModel.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private String eckart(String... arguments) throws IOException, InterruptedException {
        Path command = Path.of(System.getProperty("eckart.home"), "bin", "eckart");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int code = new ProcessBuilder(Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, Files.readString(err));
        return Files.readString(out);
    }

    private double[] langchain(Path model, String text) {
        return doubles(new OnnxEmbeddingModel(model, tokenizer, PoolingMode.MEAN)
                .embed(text)
                .content()
                .vector());
    }

    private static double[] doubles(float[] vector) {
        double[] numbers = new double[vector.length];
        Arrays.setAll(numbers, i -> vector[i]);
        return numbers;
    }

    private static double cosine(double[] a, double[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product / norm(a) / norm(b);
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(number -> number * number).sum());
    }

    @Test
    void aCutModelIsAsFarFromTheOriginalAsEckartSays() throws Exception {
        Path cut = directory.resolve("cut.onnx");
        Path texts = Files.write(directory.resolve("texts.txt"), TEXTS);
        eckart("compress", jar.toString(), "--ratio", "2", "--exclude", "/embeddings*", "--no-timing", "-o", cut + "");
        String told = eckart("diff", jar + "", cut + "", "--text", texts + "", "--pooling", "mean", "--json");
        double expected = new ObjectMapper()
                .readTree(told)
                .at("/outputs/embeddings/cosine")
                .asDouble();
        Path original = extract("/all-minilm-l6-v2.onnx");
        double seen = TEXTS.stream()
                .mapToDouble(text -> cosine(langchain(original, text), langchain(cut, text)))
                .average()
                .orElseThrow();
        assertTrue(expected > 0 && expected < .95, "it was cut: " + expected);
        assertEquals(expected, seen, 2 * SUMMED * ROUNDOFF);
    }

    @Test
    void aModelInBytesMakesTheVectorsThatOnnxRuntimeMakes() throws Exception {
        Path small = directory.resolve("small.onnx");
        eckart("compress", jar.toString(), "--int8", "--ratio", "1", "--no-timing", "-o", small.toString());
        assertTrue(Files.size(small) < Files.size(extract("/all-minilm-l6-v2.onnx")) / 3);
        for (String text : TEXTS) {
            double[] vector = langchain(small, text);
            assertArrayEquals(onnxRuntime(small, text), vector, (WIDTH + 128) * ROUNDOFF);
        }
    }

    /** The normalised mean of what a model makes of the tokens of a text. */
    private double[] onnxRuntime(Path model, String text) throws IOException, OrtException {
        try (HuggingFaceTokenizer tokens = HuggingFaceTokenizer.newInstance(tokenizer, Map.of("padding", "false"));
                OrtSession session = OrtEnvironment.getEnvironment().createSession(model.toString())) {
            Encoding encoding = tokens.encode(text);
            Map<String, OnnxTensor> inputs = Map.of(
                    "input_ids", tensor(encoding.getIds()),
                    "attention_mask", tensor(encoding.getAttentionMask()),
                    "token_type_ids", tensor(encoding.getTypeIds()));
            try (OrtSession.Result result = session.run(inputs)) {
                float[][] states = ((float[][][]) result.get(0).getValue())[0];
                double[] mean = new double[WIDTH];
                Arrays.setAll(mean, i -> Arrays.stream(states)
                                .mapToDouble(state -> state[i])
                                .average()
                                .orElseThrow());
                double norm = norm(mean);
                return Arrays.stream(mean).map(number -> number / norm).toArray();
            }
        }
    }

    private static OnnxTensor tensor(long[] numbers) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new long[][] {numbers});
    }
}
