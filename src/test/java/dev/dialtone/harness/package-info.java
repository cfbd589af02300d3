/** What tests over whole projects share: projects on disk, expected findings, pages. */
@NullMarked
package dev.dialtone.harness;

import org.jspecify.annotations.NullMarked;
