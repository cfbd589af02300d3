/** Rules on clients that reach their server and are turned away. */
@NullMarked
package dev.dialtone.rules.access;

import org.jspecify.annotations.NullMarked;
