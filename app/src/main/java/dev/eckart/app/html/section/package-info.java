/**
 * The sections that come with Eckart, found like those of plug-ins. Each shows one aspect of a run; none reads another
 * one's.
 *
 * <p>Depends on {@code html}, {@code chart}, {@code console}, {@code report} and {@code report.text}. Invariant: every
 * figure is one of {@code report.json}, or computed from such in plain sight.
 */
package dev.eckart.app.html.section;
