/** Text and where it stands: files, spans, positions and the workspace they are read from. */
@NullMarked
package dev.dialtone.source;

import org.jspecify.annotations.NullMarked;
