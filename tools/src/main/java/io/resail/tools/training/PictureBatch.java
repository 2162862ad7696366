package io.resail.tools.training;

import ai.djl.ndarray.NDArray;

/// Examples of one step as arrays; images are RGB in [-1, 1], (N, 3, H, W).
///
/// @param labels class ids, (N, H, W), any integer type
/// @param image the photographs
/// @param distorted guidance made from the photographs themselves (spec 5)
/// @param retrieved guidance made from other photographs (spec 4)
public record PictureBatch(NDArray labels, NDArray image, NDArray distorted, NDArray retrieved) {}
