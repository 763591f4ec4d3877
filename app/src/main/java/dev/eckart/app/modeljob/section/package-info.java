/**
 * What jobs on ONNX models found, as sections of an HTML report, found like those of plug-ins.
 *
 * <p>Depends on {@code modeljob.report}, {@code report.text}, {@code html} and {@code chart}.
 */
package dev.eckart.app.modeljob.section;
