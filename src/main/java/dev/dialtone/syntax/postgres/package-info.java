/** What PostgreSQL writes within values. */
@NullMarked
package dev.dialtone.syntax.postgres;

import org.jspecify.annotations.NullMarked;
