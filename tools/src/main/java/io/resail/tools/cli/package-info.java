/// One command per verb: parses, calls a door, prints. Nothing is decided here.
///
/// Enter by [io.resail.tools.cli.Main]. Uses everything.
@NullMarked
package io.resail.tools.cli;

import org.jspecify.annotations.NullMarked;
