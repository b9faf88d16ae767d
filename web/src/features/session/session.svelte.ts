import { api, Refused, type Session, type Trouble } from '$lib/api/api';
import { storeOf } from '$lib/store';

export type SessionState = 'loading' | 'unreachable' | 'out' | 'in';

// Who is logged in on this browser.
export class Login {
  state = $state<SessionState>('loading');
  session = $state.raw<Session | null>(null);

  async look(): Promise<void> {
    try {
      this.entered(await api.session());
    } catch (error) {
      this.state = error instanceof Refused && error.code === 'unauthenticated' ? 'out' : 'unreachable';
    }
  }

  // Gives what went wrong, if anything did.
  async enter(login: string, password: string): Promise<Trouble | null> {
    try {
      this.entered(await api.logIn({ login, password }));
      return null;
    } catch (error) {
      return error instanceof Refused ? error.code : 'internal';
    }
  }

  async leave(): Promise<void> {
    try {
      await api.logOut();
    } catch (error) {
      // Not reached: the session is still there, and whoever comes next at this computer would be in.
      if (!(error instanceof Refused && error.code === 'unauthenticated')) {
        this.state = 'unreachable';
        return;
      }
    }
    // Whoever comes next at this computer finds nothing in this tab, no note either.
    storeOf('sessionStorage')?.clear();
    this.expired();
  }

  expired(): void {
    this.session = null;
    this.state = 'out';
  }

  private entered(session: Session): void {
    this.session = session;
    this.state = 'in';
  }
}
