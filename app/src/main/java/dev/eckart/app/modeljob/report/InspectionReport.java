package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.inspect.Inspection;

/**
 * The layers of a model and what they cost: what {@code eckart inspect --json} prints.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param file the model's file
 * @param model what was found
 */
public record InspectionReport(int schema, String eckart, String file, Inspection model) {
    private static final int SCHEMA = 1;

    /**
     * The report of an inspection.
     *
     * @param eckart version of Eckart
     * @param file the model's file
     * @param model what was found
     * @return the report
     */
    public static InspectionReport of(String eckart, String file, Inspection model) {
        return new InspectionReport(SCHEMA, eckart, file, model);
    }
}
