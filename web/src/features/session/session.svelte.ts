import { api, Refused, type Session, type Trouble } from '$lib/api/api';
import { account, type SecondStep } from '$lib/api/account';
import { storeOf } from '$lib/store';

export type SessionState = 'loading' | 'unreachable' | 'out' | 'second' | 'in';

// Where single sign-on leaves what is still to be shown.
const kStep = 'onthaal.ticket';

// Who is logged in on this browser.
export class Login {
  state = $state<SessionState>('loading');
  session = $state.raw<Session | null>(null);
  // After a right password: what is still to be shown, or made.
  step = $state.raw<SecondStep | null>(null);
  isStale = $state(false);

  async look(): Promise<void> {
    try {
      this.entered(await api.session());
    } catch (error) {
      this.state = error instanceof Refused && error.code === 'unauthenticated' ? 'out' : 'unreachable';
      if (this.state === 'out') this.takeStep();
    }
  }

  // Gives what went wrong, if anything did.
  async enter(login: string, password: string): Promise<Trouble | null> {
    try {
      const reply = await account.logIn({ login, password });
      if ('ticket' in reply) this.ask(reply);
      else this.entered(reply);
      return null;
    } catch (error) {
      return error instanceof Refused ? error.code : 'internal';
    }
  }

  // At the provider of single sign-on as well, for who came by it.
  async leave(): Promise<void> {
    const end = await api.signOnEnd().catch(() => null);
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
    if (end?.url) location.assign(end.url);
  }

  expired(): void {
    this.session = null;
    this.step = null;
    this.state = 'out';
  }

  // The second step took too long, or was tried too often.
  stale(): void {
    this.expired();
    this.isStale = true;
  }

  entered(session: Session): void {
    this.session = session;
    this.step = null;
    this.isStale = false;
    this.state = 'in';
  }

  private ask(step: SecondStep): void {
    this.step = step;
    this.state = 'second';
  }
  private takeStep(): void {
    const store = storeOf('sessionStorage');
    const left = store?.getItem(kStep);
    store?.removeItem(kStep);
    if (left) this.ask(JSON.parse(left) as SecondStep);
  }
}
