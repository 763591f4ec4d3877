package dev.eckart.app.onnx.model;

/** The two spellings of the domain of ONNX's own operators. */
final class Operators {
    private Operators() {}

    static boolean isDefault(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }
}
