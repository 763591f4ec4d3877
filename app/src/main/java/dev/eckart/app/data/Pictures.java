package dev.eckart.app.data;

import java.util.Arrays;

/**
 * Labelled grey pictures of one size.
 *
 * @param count pictures, at least 1
 * @param height rows of pixels, at least 1
 * @param width columns of pixels, at least 1
 * @param pixels unsigned bytes, picture by picture, each row by row; 0 is background
 * @param labels unsigned bytes, the class of each picture, below {@code classes}
 * @param classes classes there are, 2 to 256, whether or not each occurs
 */
public record Pictures(int count, int height, int width, byte[] pixels, byte[] labels, int classes) {
    /**
     * Checks that the sizes agree.
     *
     * @param pixels unsigned bytes, used, not copied
     * @param labels unsigned bytes, used, not copied; their range is not checked here, but by {@link Dataset#requireWhole}
     * @throws IllegalArgumentException if an array is not as long as the sizes say, or a size is out of range
     */
    public Pictures {
        if (count < 1 || height < 1 || width < 1 || classes < 2 || classes > 256) {
            throw new IllegalArgumentException(
                    count + " pictures of " + height + " x " + width + " in " + classes + " classes cannot be");
        }
        if (pixels.length != (long) count * height * width || labels.length != count) {
            throw new IllegalArgumentException(pixels.length + " pixels and " + labels.length + " labels are not "
                    + count + " pictures of " + height + " x " + width);
        }
    }

    /**
     * Pixels in a picture.
     *
     * @return height times width
     */
    public int size() {
        return height * width;
    }

    /**
     * Class of a picture.
     *
     * @param index which picture, from 0
     * @return its label, 0 to 255
     */
    public int label(int index) {
        return Byte.toUnsignedInt(labels[index]);
    }

    /**
     * Brightness of a pixel.
     *
     * @param index which picture, from 0
     * @param pixel which of its pixels, row by row, from 0
     * @return 0 to 255
     */
    public int pixel(int index, int pixel) {
        return Byte.toUnsignedInt(pixels[index * size() + pixel]);
    }

    /**
     * Some of the pictures, in the same order.
     *
     * @param from first picture, from 0
     * @param to the one after the last
     * @return copies of them, with as many classes
     */
    public Pictures slice(int from, int to) {
        return new Pictures(
                to - from,
                height,
                width,
                Arrays.copyOfRange(pixels, from * size(), to * size()),
                Arrays.copyOfRange(labels, from, to),
                classes);
    }
}
