/**
 * The conformance kit: what every plug-in must keep to, for its author to run.
 *
 * <p>Depends on core and JUnit Jupiter only, never on a plug-in outside core; published as core's tests jar. The author
 * of a plug-in writes one class that extends {@link dev.eckart.conformance.BackendConformance},
 * {@link dev.eckart.conformance.LayerConformance}, {@link dev.eckart.conformance.DecomposerConformance},
 * {@link dev.eckart.conformance.AllocatorConformance}, {@link dev.eckart.conformance.TrainerConformance},
 * {@link dev.eckart.conformance.OptimizerConformance}, {@link dev.eckart.conformance.ScheduleConformance},
 * {@link dev.eckart.conformance.InferenceKernelConformance} or {@link dev.eckart.conformance.EngineConformance} and makes the plug-in; what it claims, or cannot claim, is said by
 * overriding one of the other methods. All but backends are tried on {@code reference}, the kit's own naive backend. The
 * rules, by the number that each failure message starts with:
 *
 * <dl>
 *   <dt>B1: the factors of a decomposition have their thin shapes
 *   <dd>U is m x k, s has k values, V is n x k (not transposed) with k = min(m, n), in float64. Look first at what the
 *       library calls V, and whether it returns full factors for wide matrices. While B1 fails for a matrix, B2 to B6
 *       and B16 are aborted for it.
 *   <dt>B2: singular values are finite, not negative and descending
 *   <dd>Not every library sorts. {@link dev.eckart.spi.backend.Svd#of} does.
 *   <dt>B3: the columns of U and of V are orthonormal
 *   <dd>Also for exactly singular matrices, where a library must complete the columns it has no values for.
 *   <dt>B4: U diag(s) V' is the matrix
 *   <dd>Look at row order against column order, and at signs that were changed in one factor only.
 *   <dt>B5: the singular values have the norm of the matrix
 *   <dd>Right vectors with wrong values; scale that went from the values into a factor.
 *   <dt>B6: singular values that are known are found
 *   <dd>For matrices built from known values; independent of U and V, and of the order.
 *   <dt>B7: inputs stay as they are
 *   <dd>LAPACK overwrites its matrix; hand it a copy. A returned factor must not be the input's or a buffer's array.
 *   <dt>B8: tensors of another implementation are accepted
 *   <dd>Only the methods of {@link dev.eckart.tensor.Tensor} may be used, no cast.
 *   <dt>B9: products are right for every transposition, alpha and beta
 *   <dd>Shapes with a single row, column or element are among them: views of vectors have ambiguous strides.
 *   <dt>B10: with beta = 0 the old content of C does not matter, even if it is not a number
 *   <dd>Zero times NaN is NaN: the old content must not be read at all.
 *   <dt>B11: the same input gives the same bits
 *   <dd>Look for uninitialised memory, and for sums split among threads as they come.
 *   <dt>B12: a decomposition of NaN or infinity is refused, through {@link dev.eckart.registry.CheckedBackend}
 *   <dd>LAPACK never returns from an infinite matrix.
 *   <dt>B13: a changed operand is seen
 *   <dd>A copy that the backend keeps must be renewed when {@link dev.eckart.tensor.Tensor#version} has changed, and
 *       belong to one tensor by identity.
 *   <dt>B14: a result is a change of C, can be an operand and can be overwritten
 *   <dd>Write through {@code floatsToWrite} or {@code doublesToWrite}, and take the version after that.
 *   <dt>B15: NaN and infinity in an operand reach the product
 *   <dd>A diverged training must show. Look for a shortcut that skips zeros.
 *   <dt>B16: core's own check lets the decomposition pass
 *   <dd>What {@link dev.eckart.registry.CheckedBackend} does with the backend's answer in use; its message says why.
 *   <dt>B17: exactly dependent rows or columns are decomposed, through {@link dev.eckart.registry.CheckedBackend}
 *   <dd>All rows equal, columns repeated, blocks of zeros, at sizes from 40 x 30 up. Vectors that the matrix leaves open
 *       are completed by core; those of the values that are not zero are the library's to get right.
 *   <dt>B18: eigenvalues are finite and descending, and their vectors orthonormal columns
 *   <dd>LAPACK's come ascending. While the shapes are wrong for a matrix, B19 and B20 are aborted for it.
 *   <dt>B19: V diag(w) V' is the symmetric matrix, and eigenvalues that are known are found
 *   <dd>Of either sign: singular values have lost it, and singular vectors of opposite eigenvalues are mixed. Vectors may
 *       also be rows where columns are meant.
 *   <dt>B20: core's own check lets the eigendecomposition pass
 *   <dd>As B16.
 *   <dt>B21: an orthonormal basis holds the columns that it is made of
 *   <dd>Also of columns that depend on each other, whose basis has any other vectors in their place, but no zeros.
 * </dl>
 *
 * <dl>
 *   <dt>L1: the output has the input's rows and the width that outputs() says, the input gradient the input's
 *   <dd>Also for one row, and for every width that {@code outputs} accepts; others it refuses with an
 *       IllegalArgumentException. Both are in the backend's precision.
 *   <dt>L2: the gradient with respect to the input is the derivative
 *   <dd>Against central differences. Elements at which the function has a kink are left out by themselves, but half of
 *       them must remain. If float64 fails and float32 does not, the gradient is off by a small factor.
 *   <dt>L3: the gradients with respect to the parameters are the derivatives
 *   <dd>Summed over the rows of the batch, not averaged: the loss has divided already.
 *   <dt>L4: a row of the output and of the input gradient depends on no other row
 *   <dd>Statistics over a batch, and indices that mix rows with columns.
 *   <dt>L5: the input, the output gradient and the parameters stay as they are
 *   <dd>Work in buffers of the workspace, not in place: the layer before needs its output again in its backward pass.
 *   <dt>L6: the same input gives the same bits, also in a rewound workspace
 *   <dd>A buffer's old content is undefined; the rule leaves NaN in it.
 *   <dt>L7: a backward pass belongs to its own forward pass
 *   <dd>What it needs is kept in the pullback, not in the layer.
 *   <dt>L8: the gradients of the parameters are overwritten, not added to
 *   <dd>Use beta = 0 in the product. The rule leaves NaN in them.
 *   <dt>L9: the parameters are the same at every call, each with a gradient of its shape and precision
 *   <dd>Optimisers keep them: make {@link dev.eckart.spi.layer.Parameter}s once, in the constructor.
 *   <dt>L10: a copy computes the same and shares nothing trainable
 *   <dd>Neither values nor gradients. A layer with parameters must override {@code copy}.
 *   <dt>L11: NaN in a row of the input reaches that row of the output
 *   <dd>A diverged training must show. Look for comparisons, which are false for NaN.
 *   <dt>L12: what is written counts as a change
 *   <dd>Ask for arrays by {@code floatsToWrite} or {@code doublesToWrite} each time: backends keep copies by version.
 *   <dt>L13: a linear layer computes x W + b of the weights and the bias it shows
 *   <dd>Only for {@link dev.eckart.spi.layer.Linear}s: these are what is factorised.
 * </dl>
 *
 * <dl>
 *   <dt>D1: candidates come in ascending order of parameters, the layer itself among them once
 *   <dd>Each with a label of its own. {@link dev.eckart.spi.compress.Decomposition#of} sorts. The layer itself is the
 *       candidate without a rank. While a decomposer refuses some weights (such as zero, dead inputs, exact low rank), D1
 *       fails for them and the other rules are aborted.
 *   <dt>D2: none is as large as the layer unless larger ones are asked for
 *   <dd>Factors pay below rank mn / (m + n) only. The layer itself is always offered.
 *   <dt>D3: the shapes that candidates declare are those of the factors that are handed out
 *   <dd>With the biases. Allocators keep budgets by these counts.
 *   <dt>D4: the reported error is the measured one
 *   <dd>In the Frobenius norm of the change of W, or the norm that the decomposer names by overriding {@code norm}. One
 *       that {@code needs} statistics is given {@link dev.eckart.conformance.Observed}'s, from which that norm can be
 *       computed by its definition; one whose errors are roots of differences of squares overrides {@code unit}.
 *   <dt>D5: no error is below the Eckart-Young bound of its rank, nor above what the decomposer claims of it
 *   <dd>Below it: the rank is not what it is said to be. Above it: not the best of the rank, for decomposers that claim
 *       {@code optimality}. Truncated SVD claims 1.
 *   <dt>D6: the largest candidate computes what the layer does
 *   <dd>At full rank nothing is lost but rounding, unless {@code exactAtFullSize} says otherwise.
 *   <dt>D7: the error never grows with the size, unless multiplications fall
 *   <dd>A larger and worse candidate that is no faster is of use to nobody: leave it out.
 *   <dt>D8: the dense candidate has the layer's own shape, and no error
 *   <dd>{@link dev.eckart.spi.compress.Candidate#dense} makes it. Nobody asks for its factors.
 *   <dt>D9: a layer with a bias keeps it, one without gets none
 *   <dd>The last factor carries it. A decomposer that corrects it by the data overrides {@code keepsBias}.
 *   <dt>D10: what is built is a linear function and a constant, of the layer's widths and precision
 *   <dd>What stands between factors is the compressor's choice, not the decomposer's.
 *   <dt>D11: the layer stays as it is, and what is built shares nothing with it or with what is built again
 *   <dd>The compressed network is trained; the base and other budgets must not notice. Copy when factors are asked for.
 *   <dt>D12: the same seed gives the same bits
 *   <dd>Draw from the request's seed only.
 *   <dt>D13: weights that are not finite are refused in one line
 *   <dd>The checked backend's SVD does so; a decomposer that multiplies first must look itself.
 *   <dt>D14: factors can be asked for again, with the same bits, when the weights and statistics are gone
 *   <dd>A model's layers are decomposed one after the other, and its matrices do not stay in memory meanwhile: take what
 *       factors are made of from the request's {@link dev.eckart.spi.compress.MatrixStore}, in which
 *       {@link dev.eckart.compress.decompose.NestedFactors} keeps it.
 * </dl>
 *
 * <dl>
 *   <dt>A1: each layer gets one of its own candidates
 *   <dd>In the network's order; also if a layer offers nothing but itself, which then stays dense.
 *   <dt>A2: the claimed limit is never exceeded, and refused in one line where no choice keeps it
 *   <dd>For allocators that claim a {@code limit}; refused means an EckartException.
 *   <dt>A3: a tighter budget never gives more parameters
 *   <dd>In all layers together.
 *   <dt>A4: the same budget gives the same choice
 *   <dd>Also from a second allocator: look for ties that are decided by a hash.
 *   <dt>A5: where the allocator claims to be exact, no choice within the limit does less damage
 *   <dd>For allocators that claim {@code leastDamage}; all choices are tried.
 *   <dt>A6: what the allocator objects to beforehand, it refuses in one line
 *   <dd>{@link dev.eckart.spi.compress.RankAllocator#objection} is asked before hours are spent; an allocator that then
 *       answers all the same has kept somebody from using it.
 * </dl>
 *
 * <dl>
 *   <dt>T1: classes that lie far apart are learnt, and the loss falls
 *   <dd>A trainer that needs another step size or more epochs overrides {@code learningRate} or {@code epochs}.
 *   <dt>T2: the same request gives the same bits
 *   <dd>Parameters, losses and accuracies, with and without validation; not the time.
 *   <dt>T3: no epochs change nothing and report nothing
 *   <dd>Look for a pass that warms up.
 *   <dt>T4: the samples stay as they are
 *   <dd>Batches may be handed out again by whoever owns them.
 *   <dt>T5: every step and every epoch is told to the listener in order, and the report has the same epochs
 *   <dd>Counted from 1; losses finite, accuracies from 0 to 1.
 *   <dt>T6: validation samples are never learnt from
 *   <dd>Training with and without them gives the same bits. Look for a statistic or a seed that both share.
 *   <dt>T7: the reported validation is that of the network after the epoch
 *   <dd>Accuracy, confusion matrix, and the loss's {@code measure}, which need not be the loss that is learnt from.
 *   <dt>T8: a loss that is not finite ends the training in one line with its epoch
 *   <dd>By a {@link dev.eckart.spi.train.DivergenceException}, with the epochs before; training and validation alike.
 *   <dt>T9: each epoch's batches are asked for once, in order, and closed, also after a failure
 *   <dd>Use try-with-resources: a stream left open keeps threads.
 * </dl>
 *
 * <dl>
 *   <dt>O1: a first step with gradients of zero changes nothing
 *   <dd>No decay by itself, and no division by a second moment of zero.
 *   <dt>O2: a quadratic bowl is descended to a hundredth of the distance
 *   <dd>In {@code steps} steps at {@code learningRate}, which can be overridden.
 *   <dt>O3: the same gradients give the same bits, whatever other optimisers do
 *   <dd>State belongs to the optimiser, not to its provider.
 *   <dt>O4: the gradients stay as they are
 *   <dd>Clip in a buffer of your own.
 *   <dt>O5: a step counts as a change of the parameters
 *   <dd>Ask for arrays anew in each step: backends keep copies by version.
 *   <dt>O6: another one goes on from its state to the same bits
 *   <dd>Everything that a step changes besides the parameters is in {@code state()}, counters of steps too: trainings that
 *       are cut off go on from it.
 * </dl>
 *
 * <dl>
 *   <dt>S1: every step has a share of the learning rate above 0 and at most 1
 *   <dd>The last step too, and the only one of a training of one.
 *   <dt>S2: a share depends on nothing but the step and the steps
 *   <dd>A schedule serves many trainings; it must not count for itself.
 *   <dt>S3: some step takes the whole learning rate
 *   <dd>The rate is what a person has set; a schedule takes it back in parts, never throughout.
 * </dl>
 *
 * <dl>
 *   <dt>K1: outputs are those of the layer, rectified or not, for any number of samples
 *   <dd>Look at what is computed at once, and at what of it is left where fewer samples or outputs are.
 *   <dt>K2: a sample's output is the same in whatever block it comes, and nothing is kept from the call before
 *   <dd>Threads share samples out in blocks. One sample alone may be computed in another way.
 *   <dt>K3: NaN and infinity reach the outputs of their sample and no other
 *   <dd>Look at zeros that stand for what is not there: times infinity they are NaN.
 *   <dt>K4: zeros do not hide weights that are no numbers
 *   <dd>Zeros may be skipped where all weights are finite.
 *   <dt>K5: inputs and operands stay as they are, and later changes of operands are not seen
 *   <dd>Copy operands: the network that they come from may be trained.
 *   <dt>K6: threads with kernels of their own get the same bits at the same time
 *   <dd>Each needs buffers of its own.
 * </dl>
 *
 * <dl>
 *   <dt>E1: results are those of the tasks, in their order and to the same bits
 *   <dd>Results come as they are ready; look at who puts them in order. Of no tasks there are none.
 *   <dt>E2: the listener is told of each task once, by the thread that called
 *   <dd>Hand events over by a queue: listeners write files and draw progress.
 *   <dt>E3: a task that fails by chance is tried again, and no other is
 *   <dd>{@code dev.eckart.engine} has what tries tasks; an engine that moves bytes calls its port.
 *   <dt>E4: a task that fails three times ends the job in one line that names it
 *   <dd>Not in nine attempts, of an engine that tries again what has been tried three times.
 *   <dt>E5: a task that says why it cannot be done is not tried again
 *   <dd>An {@link dev.eckart.spi.EckartException} of the task is the job's, word for word.
 *   <dt>E6: a kind that is not there, and a file that is not seen, are named
 *   <dd>By those who carry out the task: they have plug-ins and disks of their own.
 *   <dt>E7: what a task needs may be there, and its memory more than there is
 *   <dd>It is tried all the same, with nothing beside it.
 *   <dt>E8: whoever is interrupted waits no longer
 *   <dd>By a {@link java.util.concurrent.CancellationException}, and the thread stays interrupted.
 *   <dt>E9: after a job that failed, and one that was cancelled, others can be done
 *   <dd>Tasks of the job before must not keep the workers: cancel them.
 *   <dt>E10: what a listener throws ends the job
 *   <dd>And reaches whoever called.
 *   <dt>E11: what several tasks are given is there for each, in one job after the other
 *   <dd>Who sends a part once must not let go of it while a task of the job can need it, nor hand out that of another job.
 * </dl>
 *
 * <p>A tolerance is a bound: slack x size x unit roundoff x norm. A message says the error, the bound with its factors,
 * and the seed: {@code -Deckart.seed=} repeats a run.
 */
package dev.eckart.conformance;
