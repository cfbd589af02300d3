/** What tests over whole projects share: projects on disk, expected findings, golden files. */
@NullMarked
package dev.dialtone.harness;

import org.jspecify.annotations.NullMarked;
