/**
 * What a run found, as records that become {@code report.json}.
 *
 * <p>Depends on core and {@code data}. Invariant: whatever may differ between equal runs stands only under the keys
 * {@code seconds}, {@code started}, {@code latency}, {@code throughput}, {@code memory}, {@code machine} and
 * {@code directory}.
 */
package dev.eckart.app.report;
