package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells a training from any other: SHA-256 of all that decides what comes of it. */
final class TuningFingerprint {
    private static final int SAMPLES = 64;

    private final MessageDigest digest;

    private TuningFingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a training of some tensors. */
    static String of(Tuning tuning, List<String> wanted) {
        TuningFingerprint fingerprint = new TuningFingerprint();
        fingerprint.add(tuning.plan(), wanted, tuning.output().orElse(""));
        fingerprint.add(tuning.model());
        tuning.teacher().ifPresent(fingerprint::add);
        // As they are in the first epoch: how far they vary makes another training as well.
        fingerprint.add(tuning.samples().varied(tuning.plan().variation(1)));
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void add(TuningPlan plan, List<String> wanted, String output) {
        add(String.join(
                "\n",
                plan.objective().toString(),
                plan.epochs() + " " + plan.batch() + " " + plan.parts() + " " + plan.patience(),
                plan.optimizer().name() + " " + plan.schedule().name(),
                plan.learningRate() + " " + plan.clip() + " " + plan.weightDecay(),
                plan.seed().value() + " " + plan.threads(),
                wanted.toString(),
                output));
    }

    private void add(OnnxModel model) {
        digest.update(model.proto().toByteArray());
        for (TensorProto tensor : model.proto().getGraph().getInitializerList()) {
            if (ExternalData.isExternal(tensor)) {
                add(TensorValues.read(tensor, model.externalData()).values());
            }
        }
    }

    private void add(Samples samples) {
        samples.labels().ifPresent(labels -> {
            add(labels.names().toString());
            for (int label : labels.classes()) {
                add(label);
            }
        });
        for (SampleBatch batch : samples.batches(SAMPLES)) {
            for (Map.Entry<String, Values> value : batch.values().entrySet()) {
                add(value.getKey());
                add(value.getValue().numbers());
                add(value.getValue().texts().toString());
            }
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        bytes.asDoubleBuffer().put(numbers);
        digest.update(bytes);
    }
}
