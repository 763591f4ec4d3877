package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;
import java.util.stream.Stream;

/** Products of matrices. */
final class ProductCases {
    private ProductCases() {}

    static List<GradientCase> all() {
        return Stream.of(matMul(), gemm(), einsum()).flatMap(List::stream).toList();
    }

    private static List<GradientCase> matMul() {
        return List.of(
                of("MatMul").input(3, 4).input(4, 2),
                of("MatMul").input(2, 3, 4).input(4, 2),
                of("MatMul").input(2, 1, 3, 4).input(4, 2),
                of("MatMul").input(3, 4).input(2, 1, 4, 5),
                of("MatMul").input(2, 1, 3, 4).input(3, 4, 2),
                of("MatMul").single().input(4).input(4),
                of("MatMul").input(4).input(4, 3),
                of("MatMul").input(4).input(2, 4, 3),
                of("MatMul").input(3, 4).input(4),
                of("MatMul").input(2, 3, 4).input(4),
                of("MatMul").input(3, 3).again(0),
                of("MatMul").opset(7).input(2, 3, 4).input(4, 2),
                of("MatMul").opset(11).input(3, 4).input(2, 4, 5));
    }

    private static List<GradientCase> gemm() {
        return List.of(
                of("Gemm").input(3, 4).input(4, 2),
                of("Gemm").input(3, 4).input(4, 2).input(2),
                of("Gemm").input(3, 4).input(2, 4).input(3, 1).attribute("transB", 1),
                of("Gemm").input(4, 3).input(4, 2).input().attribute("transA", 1),
                of("Gemm")
                        .input(4, 3)
                        .input(2, 4)
                        .input(3, 2)
                        .attribute("transA", 1)
                        .attribute("transB", 1)
                        .attribute("alpha", 0.5f)
                        .attribute("beta", -2f),
                of("Gemm").input(3, 4).input(4, 2).missing().attribute("alpha", 3f),
                of("Gemm").input(3, 3).again(0).again(0).attribute("transB", 1),
                of("Gemm").opset(7).input(3, 4).input(4, 2).input(1, 2).attribute("beta", 0f),
                of("Gemm").opset(9).input(3, 4).input(2, 4).input(2).attribute("transB", 1));
    }

    private static List<GradientCase> einsum() {
        return List.of(
                of("Einsum").input(3, 4).input(4, 2).attribute("equation", "ij,jk->ik"),
                of("Einsum").input(3, 4).input(4, 2).attribute("equation", " ij , jk "),
                of("Einsum").input(2, 3, 4).input(2, 5, 4).attribute("equation", "bqd,bkd->bqk"),
                of("Einsum").input(2, 3, 4, 2).input(2, 5, 4, 2).attribute("equation", "bqhd,bkhd->bhqk"),
                of("Einsum").input(2, 3, 4).input(4, 2).attribute("equation", "...i,io->...o"),
                of("Einsum").input(2, 1, 3, 4).input(2, 5, 4, 2).attribute("equation", "...ij,...jk->...ik"),
                of("Einsum").input(2, 3, 4).input(2, 4, 5).attribute("equation", "...ij,...jk"),
                of("Einsum").input(3, 4).attribute("equation", "ij->ji"),
                of("Einsum").input(3, 4).attribute("equation", "ij->i"),
                of("Einsum").input(3, 4).attribute("equation", "ij->"),
                of("Einsum").input(3, 4).input(5).attribute("equation", "ij,k->kj"),
                of("Einsum").input(3).input(3).attribute("equation", "i,i->"),
                of("Einsum").input(3).input(4).attribute("equation", "i,j->ij"),
                of("Einsum").input(3, 4).input(4, 2).input(2, 3).attribute("equation", "ij,jk,kl->il"),
                of("Einsum").input(3, 1).input(4, 2).attribute("equation", "ij,kl->il"),
                of("Einsum").input(3, 4).again(0).attribute("equation", "ij,kj->ik"),
                of("Einsum").opset(12).input(3, 4).input(4, 2).attribute("equation", "ij,jk->ik"));
    }
}
