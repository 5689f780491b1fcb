/** The release of Nomad whose decisions and answers are simulated. */
export const nomadVersion = "2.0.5";

/** Where a server would listen for other servers. */
export const serverPort = 4647;
