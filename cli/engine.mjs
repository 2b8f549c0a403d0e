/**
 * How the web server's engine keeps memory. Half the room for young objects that it would take: pages are as fast, and the second half
 * would fill as soon as a long body comes in. Old ones may treble before they are collected, and what a page makes is never taken for
 * old from its birth: a full collection makes four or five pages wait.
 */
export const webServerFlags = ['--max-semi-space-size=16', '--heap-growing-percent=200', '--no-allocation-site-pretenuring'];
