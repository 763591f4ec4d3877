package dev.eckart.app.config;

/**
 * Knowledge distillation from the network before compression to the smaller ones, besides the labels.
 *
 * @param weight its share in the loss, from 0 for labels only to 1 for no labels
 * @param temperature what logits are divided by before their softmax is compared
 */
public record DistillationSettings(
        @Range(min = 0, max = 1) double weight,
        @Range(above = 0) double temperature) {}
