package dev.eckart.backend.commonsmath;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Tensor;
import org.apache.commons.math3.linear.BlockRealMatrix;

/**
 * Matrices in Commons Math's fastest form, square blocks, cut straight from a tensor's rows.
 *
 * <p>The library's own way takes a {@code double[][]} and a transposed copy first; both cost more than the cut.
 */
final class Blocks {
    private Blocks() {}

    static BlockRealMatrix of(Transpose transpose, Tensor tensor) {
        int rows = transpose.rows(tensor);
        int columns = transpose.columns(tensor);
        double[][] blocks = BlockRealMatrix.createBlocksLayout(rows, columns);
        int at = 0;
        for (int top = 0; top < rows; top += BlockRealMatrix.BLOCK_SIZE) {
            for (int left = 0; left < columns; left += BlockRealMatrix.BLOCK_SIZE) {
                int width = Math.min(BlockRealMatrix.BLOCK_SIZE, columns - left);
                Block block = new Block(blocks[at++], top, left, width);
                if (transpose == Transpose.NO) {
                    block.copy(tensor.doubles(), columns);
                } else {
                    block.copyTransposed(tensor.doubles(), rows);
                }
            }
        }
        return new BlockRealMatrix(rows, columns, blocks, false);
    }

    /** One block: its elements row by row, and where its first one lies in the matrix. */
    private record Block(double[] elements, int top, int left, int width) {
        void copy(double[] matrix, int stride) {
            for (int i = 0; i < height(); i++) {
                System.arraycopy(matrix, (top + i) * stride + left, elements, i * width, width);
            }
        }

        void copyTransposed(double[] matrix, int stride) {
            for (int j = 0; j < width; j++) {
                int from = (left + j) * stride + top;
                for (int i = 0; i < height(); i++) {
                    elements[i * width + j] = matrix[from + i];
                }
            }
        }

        private int height() {
            return elements.length / width;
        }
    }
}
