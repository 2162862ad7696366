/// Pictures side by side for people: a sheet as one PNG and a page as HTML.
///
/// Enter by [io.resail.tools.gallery.Gallery]. Uses `raster`; knows nothing of networks or indexes.
@NullMarked
package io.resail.tools.gallery;

import org.jspecify.annotations.NullMarked;
