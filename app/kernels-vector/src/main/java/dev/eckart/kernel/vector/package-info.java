/**
 * Kernels of inference by Java's Vector API ({@code jdk.incubator.vector}), of vectors as wide as the processor's.
 *
 * <p>Depends on core and on that module, which Java has to be started with. A product has its sums in registers: six samples
 * and two vectors of outputs at once, as a library's does (Goto and van de Geijn, Anatomy of High-Performance Matrix
 * Multiplication, 2008), without packing, because layers are small. Sums are fused multiply-adds in the order of the
 * features, so that a sample's output is the same in whatever block it comes.
 *
 * <p>Each loop is written out, in a method that takes and gives no vector: Java's compiler keeps a vector in a register where it
 * sees all of its life, and makes an object of it where it does not.
 */
package dev.eckart.kernel.vector;
