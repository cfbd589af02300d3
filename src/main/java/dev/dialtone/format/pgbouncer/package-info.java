/** The configuration of PgBouncer: where it listens, whose connections it pools. */
@NullMarked
package dev.dialtone.format.pgbouncer;

import org.jspecify.annotations.NullMarked;
