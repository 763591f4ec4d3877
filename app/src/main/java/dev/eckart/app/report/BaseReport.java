package dev.eckart.app.report;

import java.util.List;

/**
 * The network before compression.
 *
 * @param parameters trainable numbers in it
 * @param layers its layers
 * @param status what became of its training
 * @param epochs its training
 * @param train how it does on the training pictures, unmoved
 * @param test how it does on the test pictures
 * @param confusion test pictures by true class (row) and predicted class (column)
 */
public record BaseReport(
        long parameters,
        List<LayerReport> layers,
        TrainingStatus status,
        List<EpochReport> epochs,
        Metrics train,
        Metrics test,
        int[][] confusion) {}
