package dev.eckart.app.onnx.gradient.window;

/**
 * How the windows of a convolution or a pooling lie along one axis of the image.
 *
 * @param image size of what the window slides over
 * @param windows how many positions the window has
 * @param taps how many places of the image are in a window
 * @param stride from one window to the next
 * @param dilation from one tap to the next
 * @param begin padding before the image
 * @param end padding behind the image; the last window may stop before its end or reach beyond it
 */
public record WindowAxis(long image, long windows, long taps, long stride, long dilation, long begin, long end) {
    /** The same windows, so much of whose padding lies at the begin. */
    WindowAxis padded(long before, long behind) {
        return new WindowAxis(image, windows, taps, stride, dilation, before, behind);
    }

    /** Of windows one place apart: those that lie over their positions, one for each place of the image. */
    WindowAxis turned() {
        long extent = (taps - 1) * dilation + 1;
        long before = extent - 1 - begin;
        return new WindowAxis(windows, image, taps, stride, dilation, before, image + extent - 1 - windows - before);
    }

    /** From the first place of the first window to behind the last place of the last one. */
    long reach() {
        return (windows - 1) * stride + (taps - 1) * dilation + 1;
    }

    /** How far the last window reaches beyond the image. */
    long beyond() {
        return Math.max(0, reach() - begin - image);
    }

    /** How much of the image lies behind the last window. */
    long left() {
        return Math.max(0, image + begin - reach());
    }

    /** Size of the image with the padding that windows reach. */
    long padded() {
        return begin + image + beyond();
    }

    /** Whether no two windows share a place and none lies between them. */
    boolean tiles() {
        return taps == stride && dilation == 1;
    }

    /** A place of a window, from the begin of the padding. */
    long place(long window, long tap) {
        return window * stride + tap * dilation;
    }

    /** 1 of a place of the padded image that is not padding, otherwise 0. */
    double isImage(long place) {
        return place >= begin && place < begin + image ? 1 : 0;
    }

    /** How many taps of a window are within the image, or within its padding too. */
    long within(long window, boolean padding) {
        long from = padding ? 0 : begin;
        long to = begin + image + (padding ? end : 0);
        long count = 0;
        for (long tap = 0; tap < taps; tap++) {
            count += place(window, tap) >= from && place(window, tap) < to ? 1 : 0;
        }
        return count;
    }
}
